"""The process that reads files: what one file does to it, no other notices."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Index, UserError
from index.documents import pool
from index.documents.frames import Frame, FrameError, from_frame, to_frame
from index.documents.normalise import make_document
from index.documents.read import ANY, Digest, Ended, Item, Split, Unread, read_here, split
from index.types import Place, Skipped
from tests.support.fake_models import FakeEncoder
from tests.support.hostile_families import FAMILIES, write_family, write_honest
from tests.support.hostile_files import HONEST, HTML, JSONL, PDF, TEXT
from tests.support.paths import ROOT


def kinds(items: list[Item]) -> list[str]:
    return [type(item).__name__ for item in items]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def plant(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str) -> None:
    """Make every process that reads from now on run some code when it reads a text file."""
    (tmp_path / "planted.py").write_text(
        "from index.documents import registry, worker\nfrom index.types import Skipped\n"
        f"def read(path, source):\n    {code}\n    yield Skipped(source, 'It was read.')\n"
        "registry.FORMATS['.txt'] = registry.Format(read)\n"
        "import sys\nsys.modules['planted'] = sys.modules[__name__]\n"
    )
    begun = "sys.path.append(sys.argv[2]); import planted; w = planted.worker; w.main()"
    code = pool._CODE.replace("from index.documents import worker; worker.main()", begun)
    monkeypatch.setattr(pool, "_POOL", fresh := pool._Pool())
    start = subprocess.Popen

    def popen(command: list[str], **options: object) -> object:
        return start([*command, str(tmp_path)], **options)  # type: ignore[call-overload]

    monkeypatch.setattr(pool, "_CODE", code)
    monkeypatch.setattr(subprocess, "Popen", popen)
    request_end.append(fresh)


def limited(limits: str) -> str:
    """The code of a process that reads, planted before, with other limits of its module `w`."""
    before, main, after = pool._CODE.partition("w.main")
    assert main
    return f"{before}{limits}; {main}{after}"


request_end: list[pool._Pool] = []


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    yield
    while request_end:
        request_end.pop().end()


def test_it_reads_as_this_process_does(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": n, "text": f"Boat {n} – ä\u2028 𝄞 sank.", "date": "2025-10-24"})
        for n in range(3)
    ]
    path = write(tmp_path / "a.jsonl", "\n".join([*lines, "no"]))
    expected = list(read_here(path))
    assert kinds(expected) == ["Digest", "Split", "Split", "Split", "Skipped"]
    assert list(pool.read_apart(path)) == expected
    digest = expected[0]
    assert isinstance(digest, Digest)
    for known in (digest.value, ANY):
        assert list(pool.read_apart(path, known)) == [digest]


def test_it_is_kept_for_the_next_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", HONEST)
    list(pool.read_apart(path))
    before = list(pool._POOL._idle)  # two, if a test before this one needed two at once
    list(pool.read_apart(path))
    assert set(pool._POOL._idle) == set(before)


def test_one_that_is_not_heard_to_the_end_is_ended(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps({"text": HONEST}) + "\n")
    reading = pool.read_apart(path)
    next(reading)
    (worker,) = pool._POOL._busy
    reading.close()  # type: ignore[attr-defined]
    assert not worker.lives()


def test_one_that_is_idle_for_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_POOL", fresh := pool._Pool())
    request_end.append(fresh)
    monkeypatch.setattr(pool, "IDLE_SECONDS", 0.3)
    path = write(tmp_path / "a.txt", HONEST)
    for _ in range(2):
        assert kinds(list(pool.read_apart(path))) == ["Digest", "Split"]
        workers = list(fresh._idle)
        wait_until(lambda: not fresh._idle)
        wait_until(lambda: not any(worker.lives() for worker in workers))  # noqa: B023


UNSTARTED = {
    "prints": ("print('x' * 100)", ".pth file"),
    "prints little": ("print('x')", ".pth file"),
    "prints what looks like a long frame": (
        r"import os; os.write(1, b'R' + b'\\n' * 16)",
        ".pth file",
    ),
    "does not answer": ("import time; time.sleep(60)", "it does not answer"),
    "ends": ("raise SystemExit(3)", "exit status 3"),
}


@pytest.mark.parametrize("name", UNSTARTED)
def test_a_process_that_cannot_be_started_since_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, what = UNSTARTED[name]
    monkeypatch.setattr(pool, "_CODE", f"{code}\n{pool._CODE}")
    monkeypatch.setattr(pool, "_POOL", fresh := pool._Pool())
    request_end.append(fresh)
    monkeypatch.setattr(pool, "SILENCE", 1.5 if name == "does not answer" else 15.0)
    path = write(tmp_path / "a.txt", HONEST)
    with pytest.raises(UserError, match="cannot be started") as error:
        list(pool.read_apart(path))
    assert what in str(error.value)


SLOW_LIBRARY = "until = time.process_time() + 2.5\nwhile time.process_time() < until: pass\n"


def test_what_is_done_between_two_files_is_at_the_cost_of_neither(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that takes long to load kills no file, however little time the last one left."""
    write(tmp_path / "slow_library.py", f"import time\n{SLOW_LIBRARY}x = bytearray(10**9)\n")
    plant(monkeypatch, tmp_path, "import time; time.sleep(0)")
    limits = (
        "w.SECONDS, w.MEMORY, known = 1.0, 400_000_000, planted.registry.FORMATS; "
        "slow = planted.registry.Format(known['.csv'].read, libraries=('slow_library',)); "
        "known['.csv'] = slow"
    )
    monkeypatch.setattr(pool, "_CODE", limited(limits))
    worker = pool._POOL.take()
    try:
        assert kinds(list(worker.read(write(tmp_path / "a.txt", HONEST), ""))) == [
            "Digest",
            "Skipped",
        ]
        path = write(tmp_path / "a.csv", "text\nThe lake rose.\n")
        assert kinds(list(worker.read(path, ""))) == ["Digest", "Split"]
    finally:
        pool._POOL.give_back(worker)


@given(st.text(min_size=1).filter(str.strip), st.lists(st.integers(0, 9)))
def test_frames(text: str, pages: list[int]) -> None:
    document = make_document("/a", f"{text}\n\n{HONEST}", "T", url=text)
    places = (Place(0, 1, row=3), Place(1, 2, box=(0.1, 0.2, 0.3, 1.0), certainty=0.9))
    document = replace(document, pages=tuple(pages), places=places)
    for item in (split(document), Skipped("/\udce9", text), Digest("a"), Ended("a"), Unread("b")):
        assert from_frame(to_frame(item)) == item


@pytest.mark.parametrize(
    "frame",
    [
        Frame(b"D", b"[]"),
        Frame(b"D", b'["a","/a","t",null,null,[],[]]', b"abc", b"\0" * 5),
        Frame(b"D", b'["a","/a","t",null,null,[],[]]', b"abc", b"\0\0\0\0\x09\0\0\0\0\0\0\0"),
        Frame(b"D", b'["a","/a","t",null,null,[],[]]', b"\xff"),
        Frame(b"D", b'["a","/a","t",null,null,[],[[0,9,null,null,null]]]', b"abc"),
        Frame(b"D", b'["a","/a","t",null,null,[],[[0,1,0,null,null]]]', b"abc"),
        Frame(b"D", b'["a","/a","t",null,null,[],[[0,1]]]', b"abc"),
        Frame(b"S", b"not JSON"),
        Frame(b"?", b"1"),
    ],
)
def test_what_is_no_frame_is_refused(frame: Frame) -> None:
    with pytest.raises(FrameError):
        from_frame(frame)


FATAL = {
    "crashes": ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "crashed"),
    "exits": ("import os; os._exit(0)", "crashed"),
    "is killed by the system": (
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "memory",
    ),
    "runs out of memory": ("held = [b'x' * 10_000_000 for _ in range(200)]", "memory"),
    "asks for much memory at once": ("held = bytearray(4_000_000_000)", "memory"),
}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.slow) if name == "runs out of memory" else name
        for name in FATAL
    ],
)
def test_a_reader_that(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, reason = FATAL[name]
    plant(monkeypatch, tmp_path, code)
    for _ in range(2):
        (digest, end) = pool.read_apart(write(tmp_path / "a.txt", HONEST))
        assert isinstance(digest, Digest)
        assert isinstance(end, Ended)
        assert reason in end.reason
    assert kinds(list(pool.read_apart(write(tmp_path / "a.csv", "text\nThe lake rose.\n")))) == [
        "Digest",
        "Split",
    ]


HARMLESS = {
    "prints": "import os, sys; print('x' * 10**5); sys.stderr.write('y'); os.write(1, b'z')",
    "reads the standard input": "import sys; assert sys.stdin.read() == ''",
    "changes the limits of recursion": "import sys; sys.setrecursionlimit(10**5)",
    "finds no secret": "import os; assert 'hunter2' not in ' '.join(os.environ.values())",
    "does not work in the folder": "import os; assert os.getcwd() == '/'",
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_reader_that_harmlessly(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PINCITE_PASSWORD", "hunter2")
    monkeypatch.setenv("PINCITE_LLM_KEY", "hunter2")
    monkeypatch.setenv("OPENAI_API_KEY", "hunter2")
    for secret in ("HF_TOKEN", "HF_API_TOKEN", "HF_HUB_TOKEN", "HF_HUB_secret", "LC_AUTH"):
        monkeypatch.setenv(secret, "hunter2")
    monkeypatch.setenv("PYTHONKEYRINGPASSWORD", "hunter2")
    monkeypatch.setenv("HF_ENDPOINT", "https://me:hunter2@example.org")
    plant(monkeypatch, tmp_path, HARMLESS[name])
    path = write(tmp_path / "a.txt", HONEST)
    assert list(pool.read_apart(path))[1:] == [Skipped(str(path), "It was read.")]


def test_deep_recursion_is_survived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch, tmp_path, "f = lambda n: f(n + 1); f(0)")
    (_, skip) = pool.read_apart(write(tmp_path / "a.txt", HONEST))
    assert isinstance(skip, Skipped)
    assert "recursion" in skip.reason


def test_a_reader_that_never_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch, tmp_path, "while True: pass")
    path = write(tmp_path / "a.txt", HONEST)
    monkeypatch.setattr(pool, "_CODE", limited("w.SECONDS = 0.5"))
    (_, end) = pool.read_apart(path)
    assert isinstance(end, Ended)
    assert "too long" in end.reason


def test_a_reader_that_waits_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a disk of another machine that is away: it may be there at another time."""
    plant(monkeypatch, tmp_path, "import time; time.sleep(600)")
    monkeypatch.setattr(pool, "SILENCE", 1.0)
    (_, end) = pool.read_apart(write(tmp_path / "a.txt", HONEST))
    assert isinstance(end, Unread)


def test_a_reader_that_computes_is_not_taken_for_one_that_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch, tmp_path, "import time\n    while time.process_time() < 1.2: pass")
    monkeypatch.setattr(pool, "SILENCE", 0.5)
    assert kinds(list(pool.read_apart(write(tmp_path / "a.txt", HONEST)))) == ["Digest", "Skipped"]


def test_time_in_which_this_process_is_busy_is_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (json.dumps({"id": n, "text": HONEST * 50}) for n in range(400))
    path = write(tmp_path / "a.jsonl", "\n".join(lines))
    list(pool.read_apart(path, ANY))
    monkeypatch.setattr(pool, "SILENCE", 1.0)
    read = 0
    for item in pool.read_apart(path):
        if not read and isinstance(item, Split):
            time.sleep(1.5)
        read += isinstance(item, Split)
    assert read == 400


def test_a_stream_that_is_ended_keeps_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoder: FakeEncoder
) -> None:
    """It is read again only when it changes."""
    plant(monkeypatch, tmp_path, "pass")
    monkeypatch.setattr(pool, "_CODE", limited("w.SECONDS = 0.5"))
    records = b"".join(
        json.dumps({"id": n, "text": f"Boat {n} sank."}).encode() + b"\n" for n in range(5)
    )
    path = write(tmp_path / "a.jsonl.gz", gzip.compress(records) + JSONL["blank lines"][1](5))
    honest = write(tmp_path / "b.txt.md", HONEST)
    with Index.open(tmp_path / "index", encoder=encoder) as index:
        report = index.sync([path, honest])
        assert report.added == 6
        (skip,) = report.skipped
        assert "too long" in skip.reason
        assert "The rest of it was not read." in skip.reason
        again = index.sync([path, honest], read=lambda file, _: pytest.fail("read again"))
        assert (again.unchanged, again.skipped) == (6, (skip,))
        path.touch()
        assert index.sync([path, honest]).skipped == (skip,)


def test_an_ended_file_loses_nothing_that_was_read_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoder: FakeEncoder
) -> None:
    path = write(tmp_path / "a.txt", HONEST)
    with Index.open(tmp_path / "index", encoder=encoder) as index:
        index.sync(path)
        plant(monkeypatch, tmp_path, "import os; os.abort()")
        write(path, HONEST * 2)
        report = index.sync(path)
        assert (report.removed, report.documents) == (0, 1)
        assert [place.documents for place in report.kept] == [1]
        assert "crashed" in report.skipped[0].reason


def test_modules_beside_the_documents_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "index", "numpy", "tantivy"):
        write(tmp_path / f"{name}.py", "raise SystemExit(3)")
    write(tmp_path / "a.txt", HONEST)
    code = "import os, sys; from pathlib import Path\n"
    code += "from index.documents.pool import read_apart\n"
    code += f"os.chdir({str(tmp_path)!r}); sys.path.insert(0, '')\n"
    code += "print(len(list(read_apart(Path('a.txt').absolute()))))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert run.stdout == "2\n", run.stderr


PARENT = """
import sys, time
from pathlib import Path
from index.documents import pool
reading = pool.read_apart(Path({path!r}))
next(reading)
(worker,) = pool._POOL._busy
print(worker.pid, flush=True)
for _ in reading: pass
time.sleep(60)
"""


@pytest.mark.parametrize(
    "number",
    [signal.SIGKILL, pytest.param(signal.SIGTERM, marks=pytest.mark.slow), signal.SIGINT],
)
def test_no_orphan_is_left(tmp_path: Path, number: signal.Signals) -> None:
    lines = json.dumps({"text": HONEST}) + "\n"
    path = write(tmp_path / "a.jsonl.gz", gzip.compress(lines.encode() * 200_000))
    code = PARENT.format(path=str(path))
    parent = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # a shell ignores it for what runs behind
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert parent.stdout
    with parent.stdout:
        pid = int(parent.stdout.readline())
        parent.send_signal(number)
        parent.wait(20)
    wait_until(lambda: not Path(f"/proc/{pid}").exists())


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(200):
        if true():
            return
        time.sleep(0.05)
    pytest.fail("it never came to be")


@pytest.mark.slow
def test_a_script_without_a_guard_indexes(tmp_path: Path) -> None:
    """The process that reads does not run the program that indexes again."""
    write(tmp_path / "a.txt", HONEST)
    script = write(
        tmp_path / "script.py",
        f"import sys; sys.path[:0] = [{str(ROOT / 'tests')!r}, {str(ROOT)!r}]\n"
        "from tests.support.fake_models import FakeEncoder\n"
        "from index import Index\nprint('once')\n"
        f"with Index.open({str(tmp_path / 'index')!r}, encoder=FakeEncoder()) as index:\n"
        f"    print(index.sync({str(tmp_path / 'a.txt')!r}).added)\n",
    )
    run = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60)
    assert run.stdout == "once\n1\n", run.stderr


# hostile files of every family; all of them by python -m tests.bench.hostile


def test_a_hostile_file_of_each_family_beside_an_honest_one(
    tmp_path: Path, encoder: FakeEncoder
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, (extension, make) in {
        "attributes": HTML["attributes"],
        "merges": TEXT["merges"],
        "numbers": JSONL["numbers"],
        "page in itself": PDF["page in itself"],
    }.items():
        write(folder / f"{name}{extension}", make(1))
    honest = [path for family in ("text", "html", "jsonl") for path in write_honest(family, folder)]
    with Index.open(tmp_path / "index", encoder=encoder) as index:
        report = index.sync(folder)
        indexed = {source.partition("#")[0] for _, source in index.sources()}
    assert {str(path) for path in honest} <= indexed
    assert report.kept == ()


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_hostile_files_stop_no_honest_one(
    family: str, tmp_path: Path, encoder: FakeEncoder
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    honest = write_honest(family, folder)
    write_family(family, folder, len(FAMILIES[family]))
    with Index.open(tmp_path / "index", encoder=encoder) as index:
        index.sync(folder)
        indexed = {source.partition("#")[0] for _, source in index.sources()}
    assert {str(path) for path in honest} <= indexed


def test_families_are_of_many_files(tmp_path: Path) -> None:
    files = write_family("csv", tmp_path, 112)
    assert len({path.read_bytes() for path in files}) == 112
    assert sum(path.stat().st_size for path in files) < 100_000_000
    assert os.path.lexists(tmp_path / "link 0.csv")
