"""Verifies what `appel audit export` wrote, from docs/audit.md alone: verify.py FOLDER KEY [RECEIPT...]"""
import base64, hashlib, json, re, sys
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

def chain(lines, ends):
    for line in lines:
        event, hashed = json.loads(line), leaf_hash(line)
        version, end = ends.get((event["machine"], event["stream"]), (0, None))
        assert (event["version"], event.get("previous")) == (version + 1, end), "a broken chain"
        ends[event["machine"], event["stream"]] = event["version"], hashed.hex()
        yield hashed

folder, key = sys.argv[1], open(sys.argv[2]).read().strip()
hashes = list(chain(open(folder + "/log.jsonl", "rb").read().splitlines(), {}))
notes = open(folder + "/checkpoints.txt", encoding="utf8").read()
for size, hashed in (checkpoint(note, key) for note in re.split(r"(?<=\n)\n(?!— )", notes)):
    assert size <= len(hashes) and root(hashes[:size]) == hashed, f"not the log of checkpoint {size}"
assert size == len(hashes), "the log goes on behind its last checkpoint"
for receipt in map(lambda path: json.load(open(path, encoding="utf8")), sys.argv[3:]):
    lines, content, proof = [e.encode() for e in receipt["events"]], receipt["content"], receipt.get("inclusion")
    last = list(chain(lines, {}))[-1]
    assert sha(bytes.fromhex(content["salt"]) + content["body"].encode()).hex() == content["digest"], "another content"
    assert content["digest"] in b"".join(lines).decode(), "a content that was not filed"
    if proof:
        size, hashed = checkpoint(proof["checkpoint"], key)
        assert included(last, proof["leaf"], size, [bytes.fromhex(step) for step in proof["path"]]) == hashed, "not included"
        assert hashes[proof["leaf"]] == last, "not in the log"
print(f"{len(hashes)} events and {len(sys.argv) - 3} receipts verified")
