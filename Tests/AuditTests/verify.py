"""Verifies what `appel audit export` wrote, from docs/audit.md alone: verify.py FOLDER KEY [RECEIPT...]"""
import base64, datetime, hashlib, json, re, sys
try:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    Ed25519PublicKey = None
    print("cryptography is not installed: SIGNATURES ARE NOT CHECKED")

sha = lambda data: hashlib.sha256(data).digest()
leaf_hash = lambda data: sha(b"\x00" + data)
node_hash = lambda left, right: sha(b"\x01" + left + right)

def root(hashes):
    if len(hashes) < 2:
        return hashes[0] if hashes else sha(b"")
    half = 1 << (len(hashes) - 1).bit_length() - 1
    return node_hash(root(hashes[:half]), root(hashes[half:]))

def included(leaf, index, size, path):
    last = size - 1
    for step in path:
        if index & 1 or index == last:
            leaf = node_hash(step, leaf)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            leaf = node_hash(leaf, step)
        index, last = index >> 1, last >> 1
    return leaf if last == 0 else None

def checkpoint(note, key):
    text, signature = re.fullmatch(r"(.*\n)\n— \S+ (\S+)\n", note, re.S).groups()
    name, key_hash, key_text = key.split("+", 2)
    public, signed = base64.b64decode(key_text), base64.b64decode(signature)
    assert sha(name.encode() + b"\n" + public)[:4].hex() == key_hash == signed[:4].hex(), "another key"
    if Ed25519PublicKey:
        Ed25519PublicKey.from_public_bytes(public[1:]).verify(signed[4:], text.encode())
    origin, size, hashed = text.split("\n")[:3]
    assert origin == name, "another log"
    return int(size), base64.b64decode(hashed)

def chain(lines):
    ends = {}
    for line in lines:
        event, hashed = json.loads(line), leaf_hash(line)
        stream, number = (event["machine"], event["stream"]), event["version"]
        version, end = ends.get(stream, (0, None))
        assert (number, event.get("previous")) == (version + 1, end), "a broken chain"
        ends[stream] = number, hashed.hex()
        yield (*stream, number), hashed, event

folder, key = sys.argv[1], open(sys.argv[2]).read().strip()
log = list(chain(open(folder + "/log.jsonl", "rb").read().splitlines()))
hashes, places = [hashed for _, hashed, _ in log], {name: hashed for name, hashed, _ in log}
codes = {event["stream"]: json.loads(event["payload"])["code"]
         for (machine, _, version), _, event in log if machine == "call" and version == 1}
moment = lambda event: datetime.datetime.fromisoformat(event["at"])
latest = max(moment(event) for _, _, event in log)
notes = open(folder + "/checkpoints.txt", encoding="utf8").read()
for size, hashed in (checkpoint(note, key) for note in re.split(r"(?<=\n)\n(?!— )", notes)):
    assert size <= len(hashes) and root(hashes[:size]) == hashed, f"not the log of checkpoint {size}"
assert size == len(hashes), "the log goes on behind its last checkpoint"
waiting = 0
for receipt in map(lambda path: json.load(open(path, encoding="utf8")), sys.argv[3:]):
    content, proof = receipt["content"], receipt.get("inclusion")
    events = list(chain(event.encode() for event in receipt["events"]))
    (machine, _, _), last, filing = events[-1]
    assert machine == "application" and filing["action"] in ("submit", "complement"), "no filing"
    created = json.loads(events[0][2]["payload"])
    assert created["reference"] == receipt["reference"], "another file"
    assert codes.get(created["call"], receipt["call"]) == receipt["call"], "another call"
    assert re.fullmatch("[0-9a-f]{32}", content["salt"]) and json.loads(content["body"]), "no salt, or no content"
    assert sha(bytes.fromhex(content["salt"]) + content["body"].encode()).hex() == content["digest"], "another content"
    digests = [re.search(r'"content":"([0-9a-f]{64})"', event.get("payload", "")) for _, _, event in events]
    assert [found[1] for found in digests if found][-1] == content["digest"], "a content that was not filed"
    # With or without a proof, the log has the same events; or it ends before them, and was signed before they came.
    for name, hashed, _ in events:
        assert places.get(name, hashed) == hashed, f"the log has another event {name}"
    if events[-1][0] not in places:
        assert latest < moment(filing) + datetime.timedelta(minutes=15), "the log goes on, and does not have the filing"
        waiting += 1
        print(f"{receipt['reference']}: NOT VERIFIABLE YET, the log ends before it")
    if proof:
        size, hashed = checkpoint(proof["checkpoint"], key)
        assert included(last, proof["leaf"], size, [bytes.fromhex(step) for step in proof["path"]]) == hashed, "not included"
        assert hashes[proof["leaf"]] == last, "not in the log"
print(f"{len(hashes)} events and {len(sys.argv) - 3 - waiting} receipts verified")
sys.exit(75 if waiting else 0)
