"""Reads exports back with other programs' libraries: graphml with networkx, FollowTheMoney with followthemoney.

Usage: readback.py NEWSHOUND PATH. Fails when a node, a name or a place in the text differs from what `names` and `annotate` tell.
"""
import json
import subprocess
import sys

import networkx
from followthemoney import model

program, path = sys.argv[1:]


def printed(*words):
    return subprocess.run([program, *words, path, "--quiet"], check=True, capture_output=True, text=True).stdout


def lines(*words):
    return [json.loads(line) for line in printed(*words).splitlines()]


stories = {s["story"]: s for s in lines("annotate")}
names = {n["entity"]: n for n in lines("names", "--json")}


def places(story, key):
    """Every place of a name in a story: field, start, end."""
    for field, mentions in (("", story["mentions"]), ("title", story.get("title_mentions", []))):
        for m in mentions:
            if m["entity"] == key:
                yield field, m["start"], m["end"]


graph = networkx.parse_graphml(printed("export", "graphml"))
node = dict(graph.nodes(data=True))
assert {n["key"] for n in node.values() if n["kind"] == "story"} == set(stories)
found = {n["key"]: n for n in node.values() if n["kind"] == "name"}
assert set(found) == set(names), set(found) ^ set(names)
for key, n in found.items():
    told = names[key]
    assert (n["label"], n["type"], n["stories"], n["mentions"]) == (told["name"], told["type"], told["stories"], told["mentions"]), n
n_edges = 0
for source, target, edge in graph.edges(data=True):
    story, key = stories[node[source]["key"]], node[target]["key"]
    at = [p.rpartition(":") for p in edge["at"].split(" ")]
    at = [(field, *map(int, span.split("-"))) for field, _, span in at]
    assert sorted(at) == sorted(places(story, key)), (story["story"], key)
    assert edge["mentions"] == len(at)
    n_edges += 1
assert n_edges == sum(n["stories"] for n in names.values())

n_mentions = 0
documents, resolved = {}, {}
for data in lines("export", "ftm"):
    spans = data.pop("spans", [])
    proxy = model.get_proxy(data, cleaned=False)
    assert proxy.schema.validate({"properties": data["properties"]}) is None
    kept = {k: v for k, v in proxy.to_dict()["properties"].items()}
    assert set(kept) == set(data["properties"]), (data["id"], set(kept) ^ set(data["properties"]))
    if proxy.schema.name == "Article":
        documents[proxy.id] = stories[proxy.first("fileName")]
    elif proxy.schema.name == "Mention":
        story = documents[proxy.first("document")]
        assert proxy.first("resolved") in resolved
        for span in spans:
            text = story["title"] if span.get("field") == "title" else story["text"]
            assert text.encode()[span["start"]:span["end"]].decode() == span["text"], span
            n_mentions += 1
    else:
        assert proxy.schema.name in ("Person", "Organization", "Address", "Event")
        resolved[proxy.id] = proxy
wanted = sum(n["mentions"] for n in names.values() if n["type"] in ("person", "org"))
assert n_mentions == wanted, (n_mentions, wanted)
print(f"graphml: {len(node)} nodes, {n_edges} edges; FollowTheMoney: {len(documents)} articles, {n_mentions} mentions: read back")
