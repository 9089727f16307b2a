"""Solves the problem of an allocation with HiGHS: the greatest sum of scores within every limit.

Reads a problem file, without minAwards and with reserves that do not spill, and takes the most seconds as a second argument; prints {"sum": …, "bound": …, "proven": …, "seconds": …}.
"""
import json
import math
import sys
import time

import highspy
import numpy

with open(sys.argv[1], encoding="utf-8") as file:
    problem = json.load(file)

columns, rows = [], {}


def use(row, bound, column, amount):
    rows.setdefault(row, (bound, []))[1].append((column, amount))


lines = {line["id"]: line for line in problem["lines"]}
# Amounts by the unit that divides all of them, so that floating point does not blur them.
unit = 10_000
for file in problem["applications"]:
    if problem.get("threshold") is not None and file["score"] < problem["threshold"]:
        continue
    for name in file["lines"]:
        line, asked = lines[name], file["requestedCents"]
        if line.get("maxAwardCents") is not None and asked > line["maxAwardCents"]:
            continue
        reserve = line.get("reserve") or {"mode": "none", "cents": 0}
        kept = reserve["cents"] / unit
        pools = ["total"]
        if reserve["mode"] in ("reserveFirst", "openFirst"):
            pools = ["open", "reserve"] if file["reserved"] else ["open"]
        for pool in pools:
            column = len(columns)
            columns.append(file["score"])
            bound = {"total": line["totalCents"] / unit, "open": line["totalCents"] / unit - kept, "reserve": kept}[pool]
            use(("file", file["id"]), 1, column, 1)
            use((pool, name), bound, column, asked / unit)
            if line.get("maxAwards") is not None:
                use(("awards", name), line["maxAwards"], column, 1)
            if problem.get("maxAwardsPerApplicant") is not None:
                use(("applicant", file["applicant"]), problem["maxAwardsPerApplicant"], column, 1)
            if reserve["mode"] == "fence" and not file["reserved"]:
                use(("others", name), line["totalCents"] / unit - kept, column, asked / unit)
            if reserve["mode"] == "floor" and file["reserved"]:
                use(("floor", name), -kept, column, -asked / unit)

model = highspy.HighsLp()
model.num_col_, model.num_row_ = len(columns), len(rows)
model.sense_ = highspy.ObjSense.kMaximize
model.col_cost_ = numpy.array(columns, dtype=numpy.double)
model.col_lower_ = numpy.zeros(len(columns))
model.col_upper_ = numpy.ones(len(columns))
model.row_lower_ = numpy.full(len(rows), -highspy.kHighsInf)
model.row_upper_ = numpy.array([bound for bound, _ in rows.values()], dtype=numpy.double)
model.integrality_ = [highspy.HighsVarType.kInteger] * len(columns)
model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
starts, index, value = [0], [], []
for _, entries in rows.values():
    index += [column for column, _ in entries]
    value += [amount for _, amount in entries]
    starts.append(len(index))
model.a_matrix_.start_ = numpy.array(starts)
model.a_matrix_.index_ = numpy.array(index)
model.a_matrix_.value_ = numpy.array(value, dtype=numpy.double)

highs = highspy.Highs()
highs.setOptionValue("output_flag", False)
highs.setOptionValue("threads", 1)
highs.setOptionValue("time_limit", float(sys.argv[2]))
highs.setOptionValue("mip_rel_gap", 0.0)
highs.setOptionValue("mip_abs_gap", 0.5)
highs.passModel(model)
start = time.perf_counter()
highs.run()
seconds = time.perf_counter() - start
info = highs.getInfo()
print(
    json.dumps(
        {
            "sum": round(info.objective_function_value),
            "bound": math.floor(info.mip_dual_bound + 1e-3),
            "proven": highs.getModelStatus() == highspy.HighsModelStatus.kOptimal,
            "seconds": seconds,
        }
    )
)
