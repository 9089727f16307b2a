"""Solves a problem of assignment with OR-Tools' SimpleMinCostFlow and prints its greatest total and the seconds that it took.

The problem is a file of whole numbers: files, reviewers and reviews for each file as little-endian 32-bit numbers, the most files of
each reviewer likewise, then the affinities row by row as bytes, 255 for a conflict.
"""

import sys
import time

import numpy
from ortools.graph.python import min_cost_flow

with open(sys.argv[1], "rb") as problem:
    files, reviewers, reviews = (int(number) for number in numpy.fromfile(problem, dtype="<i4", count=3))
    most = numpy.fromfile(problem, dtype="<i4", count=reviewers)
    affinity = numpy.fromfile(problem, dtype="u1", count=files * reviewers)

open_pairs = numpy.flatnonzero(affinity != 255)
file_nodes = numpy.arange(files)
reviewer_nodes = files + numpy.arange(reviewers)
source, sink = files + reviewers, files + reviewers + 1
tails = numpy.concatenate([numpy.full(files, source), open_pairs // reviewers, reviewer_nodes]).astype("int32")
heads = numpy.concatenate([file_nodes, files + open_pairs % reviewers, numpy.full(reviewers, sink)]).astype("int32")
capacities = numpy.concatenate([numpy.full(files, reviews), numpy.ones(len(open_pairs)), most]).astype("int64")
costs = numpy.concatenate([numpy.zeros(files), -affinity[open_pairs].astype("int64"), numpy.zeros(reviewers)]).astype("int64")

start = time.monotonic()
flow = min_cost_flow.SimpleMinCostFlow()
flow.add_arcs_with_capacity_and_unit_cost(tails, heads, capacities, costs)
flow.set_node_supply(source, files * reviews)
flow.set_node_supply(sink, -files * reviews)
status = flow.solve()
seconds = time.monotonic() - start
if status != flow.OPTIMAL:
    sys.exit(f"OR-Tools found no optimum: {status}")
print(-flow.optimal_cost(), seconds)
