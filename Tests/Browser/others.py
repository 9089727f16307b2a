"""Pages that a walk along the links may not come to: each is looked at all the same."""

CALL = "brussels-2027"

OTHERS = {
    "secretariat": [
        "office/new-call", f"office/{CALL}/import", f"office/{CALL}/messages", f"office/{CALL}/messages/BXL27-001",
        f"office/{CALL}/lotteries", f"office/{CALL}/lotteries/publish", f"office/{CALL}/definition",
        f"office/{CALL}/definition?version=1", f"office/{CALL}/definition/change", f"office/{CALL}/tables/reviews",
        "office/organisations/1990905006/edit", "office/import/organisations",
    ],
    "chair": [f"council/{CALL}/live", f"council/{CALL}/meeting"],
    "auditor": ["audit/consistency", "audit/log", "audit/things/call/1", "audit/things/application/1"],
}

