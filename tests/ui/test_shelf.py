"""The tab of the documents: the list of many, what was skipped, folders, what strangers send."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient

from index import Index
from index.documents.registry import unknown_reason
from index.errors import UserError
from index.progress import Kept, LeftOut, Progress, SyncReport
from index.types import Listed, Skipped
from tests.support.fake_models import FakeEncoder
from tests.support.fakes import FakeAssistant
from tests.support.gates import Browser, gated, loops_closed, numbers
from tests.support.generated import Seen
from ui.render.document_list import (
    ON_A_PAGE,
    ORDERS,
    Entry,
    View,
    entries_of,
    find_entries,
    list_to_html,
)
from ui.render.documents import Job, Taken, jobs_to_html, taken_to_html
from ui.render.shelf import (
    SHOWN,
    Lines,
    Notice,
    Root,
    document_lines_to_html,
    left_out_to_html,
    notices_to_html,
    refreshed_to_html,
    roots_to_html,
)
from ui.web.notices import FILE, MOST, Notices
from ui.web.uploads import keep, safe_path
from ui.web.workspace import Workspace

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
NASTY = "<img src=x onerror=alert(1)>"
TAGS = {"div", "p", "ul", "li", "button", "cite", "span", "time", "label", "select", "option"}
TAGS |= {"nav", "input", "section", "h3", "b", "details", "summary"}
DOCUMENTS = [
    Listed("d1", "Fighting in the east", "/home/me/news/2025/villages.txt", "2025-10-24", 3),
    Listed("d2", NASTY, f"/home/me/news/{NASTY}.pdf", None, 1),
    Listed("d3", "An early budget", "/home/me/news/mail.mbox#4", "2019-01-02", 9),
]
ENTRIES = entries_of(DOCUMENTS, ["/home/me/news"])


def shown(view: View, entries: list[Entry] = ENTRIES, **options: bool) -> list[str]:
    """Ids of the documents that the list shows, in order."""
    seen = Seen(list_to_html(entries, view, **options))
    return [value for name, value in seen.attributes if name == "data-document" and value]


# The list


def test_a_list_is_escaped_and_tells_no_path_above_its_folder() -> None:
    seen = Seen(list_to_html(ENTRIES, View(chosen="d1"), may_remove=True))
    assert set(seen.tags) <= TAGS
    assert NASTY in seen.text and "2025/villages.txt" in seen.text
    assert "/home/me" not in seen.text
    assert not any("/home/me" in (value or "") for _, value in seen.attributes)
    assert ("aria-current", "true") in seen.attributes
    assert "3 documents" in seen.text


def test_what_may_not_be_removed_cannot_be_marked() -> None:
    assert "data-mark" not in list_to_html(ENTRIES, View())
    assert list_to_html(ENTRIES, View(), may_remove=True).count('data-mark="') == 3


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("", ["d1", "d2", "d3"]),
        ("EAST fight", ["d1"]),
        ("villages.txt 2025", ["d1"]),
        ("2025/", ["d1"]),  # the folder
        ("mbox", ["d3"]),  # the type
        ("Jan 2019", ["d3"]),
        ("home", []),  # where the folder itself lies is nobody's business
        ("east budget", []),
    ],
)
def test_the_words_of_title_place_date_and_type(words: str, ids: list[str]) -> None:
    assert [entry.listed.id for entry in find_entries(ENTRIES, words)] == ids
    assert shown(View(words=words)) == ids


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        ("came", ["d1", "d2", "d3"]),
        ("title", ["d2", "d3", "d1"]),
        ("title-down", ["d1", "d3", "d2"]),
        ("newest", ["d1", "d3", "d2"]),
        ("oldest", ["d3", "d1", "d2"]),  # one without a date is last in both
        ("source", ["d1", "d2", "d3"]),
        ("most", ["d3", "d1", "d2"]),
        ("fewest", ["d2", "d1", "d3"]),
        ("no such order", ["d1", "d2", "d3"]),
    ],
)
def test_the_orders(order: str, ids: list[str]) -> None:
    assert shown(View(order=order)) == ids


def test_every_order_is_offered() -> None:
    assert list_to_html(ENTRIES, View(order="title")).count("<option") == len(ORDERS)
    assert '<option value="title" selected>' in list_to_html(ENTRIES, View(order="title"))


def test_types_are_counted_and_narrow_the_list() -> None:
    more = [*DOCUMENTS, Listed("d4", "More", "/home/me/news/more.txt", None, 1)]
    entries = entries_of(more, ["/home/me/news"])
    seen = Seen(list_to_html(entries, View()))
    assert "All 4" in seen.text and "txt 2" in seen.text and "pdf 1" in seen.text
    assert shown(View(type="txt"), entries) == ["d1", "d4"]
    assert "2 of 4 documents" in Seen(list_to_html(entries, View(type="txt"))).text
    # of those with the words
    assert "txt 1" in Seen(list_to_html(entries, View(words="more", type="txt"))).text
    assert "No document has these words" in list_to_html(entries, View(words="more", type="pdf"))
    assert NASTY not in Seen(list_to_html(entries, View(type=NASTY))).tags
    assert "data-type" not in list_to_html(entries[:1], View())  # there is one type only


def test_types_beyond_those_with_a_button_are_counted() -> None:
    many = [Listed(str(n), "t", f"/t/a.x{n}", None, 1) for n in range(20)]
    assert "8 of other types" in list_to_html(entries_of(many, []), View())


def test_pages_of_the_list_lose_nothing() -> None:
    many = entries_of([Listed(str(n), "t", "/t", None, 1) for n in range(2 * ON_A_PAGE + 7)], [])
    ids = [id for page in range(3) for id in shown(View(page=page), many)]
    assert ids == [entry.listed.id for entry in many]
    assert "201 to 207 of 207" in list_to_html(many, View(page=2))
    assert shown(View(page=99), many) == shown(View(page=2), many)
    assert shown(View(page=-5), many) == shown(View(page=0), many)
    assert "nav" not in Seen(list_to_html(many[:ON_A_PAGE], View())).tags
    assert "no documents yet" in list_to_html([], View())


def test_ten_thousand_documents_are_listed_in_no_time() -> None:
    many = [
        Listed(
            f"{n:016x}", f"Report {n} of the harbour", f"/news/{n % 90}/r{n}.md", "2024-01-02", n
        )
        for n in range(10_000)
    ]
    entries = entries_of(many, ["/news"])
    started = time.perf_counter()
    for order in ORDERS:
        list_to_html(entries, View(words="harbour 7", order=order), may_remove=True)
    assert (time.perf_counter() - started) / len(ORDERS) < 0.5  # about 0.02 s on a free machine


# What was skipped, and what is left out


def test_what_was_skipped_is_escaped_and_counted() -> None:
    notices = [Notice(n, "2026-11-29T09:00:00+00:00", f"/a/{NASTY}{n}", NASTY) for n in range(1, 4)]
    seen = Seen(notices_to_html(notices, 5))
    assert set(seen.tags) <= TAGS
    assert "3 files or parts of files not taken in" in seen.text and "5 earlier ones" in seen.text
    assert ("data-dismiss", "3") in seen.attributes
    assert seen.text.index(f"{NASTY}3") < seen.text.index(f"{NASTY}1")
    assert notices_to_html([]) == ""
    many = [Notice(n, "", "a", "b") for n in range(SHOWN + 4)]
    assert "and 4 more" in notices_to_html(many)


def test_what_is_left_out_in_all() -> None:
    skipped = [Skipped(f"/secret/place/folder/{NASTY}", "It is empty.")]
    lines = Lines((LeftOut("d", "/a", NASTY, 0, 0, ("Share", "By A")),), 7)
    seen = Seen(left_out_to_html(skipped, lines, may_look=True))
    assert set(seen.tags) <= TAGS and f"folder/{NASTY}" in seen.text
    assert "2 lines are never cited" in seen.text and "in 1 of 7 documents" in seen.text
    assert "nothing that can be cited" in seen.text
    assert "data-count-lines" in left_out_to_html(skipped, None, may_look=True)
    # who may not edit reads how many, and no names
    plain = left_out_to_html(skipped, None)
    assert "1 file or part of a file not in the index" in plain and "folder" not in plain
    assert left_out_to_html([], None) == ""
    none = left_out_to_html([], None, may_look=True)  # nothing is unfolded that is nothing
    assert "left out" not in none and "data-count-lines" in none
    many = [Skipped(f"/a/{n}", "b") for n in range(SHOWN + 4)]
    assert "and 4 more" in left_out_to_html(many, None, may_look=True)


def test_lines_of_one_document() -> None:
    assert document_lines_to_html(None) == ""
    assert document_lines_to_html(LeftOut("d", "/a", "A", 3, 0, ())) == ""
    assert "1 line is never cited" in document_lines_to_html(LeftOut("d", "/a", "A", 3, 0, ("x",)))
    many = LeftOut("d", "/a", "A", 3, 0, ("x",) * (SHOWN + 2))
    assert "and 2 more" in document_lines_to_html(many)


def test_what_was_skipped_is_told_once() -> None:
    skipped = [Skipped("a/b.pdf", "It is empty."), Skipped("a/c.pdf", "It is locked.")]
    notices = [Notice(1, "2026-11-29T09:00:00+00:00", "a/b.pdf", "It is empty.")]
    taken = taken_to_html(Taken(0, tuple(skipped[:1])))
    above, below = notices_to_html(notices), left_out_to_html(skipped, None, notices, may_look=True)
    assert [part.count("b.pdf") for part in (taken, above, below)] == [0, 1, 0]
    assert "2 files or parts of files not in the index, 1 of them told above" in below
    assert below.count("c.pdf") == 1
    again = left_out_to_html(skipped, None, may_look=True)  # once somebody has read it
    assert again.count("b.pdf") == 1 and "told above" not in again


def test_folders_that_are_mirrored() -> None:
    roots = [Root(NASTY, NASTY, "2026-11-29T09:00:00+00:00", 3)]
    seen = Seen(roots_to_html(roots, may_refresh=True))
    assert set(seen.tags) <= TAGS
    assert "3 documents, last read 29 Nov 2026, 09:00 UTC" in seen.text
    assert ("data-refresh", NASTY) in seen.attributes
    assert "data-refresh" not in roots_to_html(roots)
    assert "Bring all up to date" in roots_to_html(roots * 2, may_refresh=True)
    assert "and 3 more" in roots_to_html(roots * (SHOWN + 3))
    assert roots_to_html([]) == ""


def test_what_a_run_did() -> None:
    skipped = (Skipped("/a/b", "c"), Skipped("/a/d", "e"))
    kept = (Kept(f"/x/{NASTY}", "It is away.", 4),)
    report = SyncReport(1, 2, 3, skipped, 4, 5, 6, 0.1, kept)
    seen = Seen(refreshed_to_html(report, skipped[:1]))
    assert set(seen.tags) <= TAGS and "4 documents kept" in seen.text
    assert "1 added, 2 removed, 3 as they were, 2 skipped, 1 of them" in seen.text


def test_notices_stay_until_they_were_read(tmp_path: Path) -> None:
    notices = Notices(tmp_path)
    notices.add([])
    assert not (tmp_path / FILE).exists()
    notices.add([Skipped("a", "b"), Skipped("c", "d")])
    again = Notices(tmp_path)  # as after a restart
    assert [(n.number, n.source) for n in again.read().notices] == [(1, "a"), (2, "c")]
    again.add([Skipped("e", "f")])
    again.dismiss(2)  # what came since stays
    assert [n.source for n in Notices(tmp_path).read().notices] == ["e"]
    again.dismiss(3)
    assert Notices(tmp_path).read().notices == ()


def test_more_notices_than_are_kept_are_counted(tmp_path: Path) -> None:
    notices = Notices(tmp_path)
    notices.add([Skipped(str(n), "b") for n in range(MOST + 5)])
    kept = Notices(tmp_path).read()
    assert len(kept.notices) == MOST and kept.forgotten == 5 and kept.notices[0].source == "5"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b'{"notices": [{"number": 1}], "forgotten": 0}',
        b'{"notices": [{"number": "1", "when": "", "source": "", "reason": ""}], "forgotten": 0}',
        b'{"notices": [{"number": 1, "when": "", "source": 3, "reason": ""}], "forgotten": 0}',
    ],
)
def test_a_damaged_file_of_notices_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    notices = Notices(tmp_path)
    assert notices.read().notices == ()
    notices.add([Skipped("a", "b")])
    assert len(json.loads((tmp_path / FILE).read_bytes())["notices"]) == 1


def test_notices_where_nothing_can_be_written(tmp_path: Path) -> None:
    notices = Notices(tmp_path / "not" / "there")
    notices.add([Skipped("a", "b")])
    assert len(notices.read().notices) == 1


# Folders that are dropped in


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("folder/a/b.txt", "folder/a/b.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("a/../../b.txt", "a/b.txt"),
        ("/etc/cron.d/job.txt", "etc/cron.d/job.txt"),
        ("a\\b\\c.txt", "a/b/c.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        (".git/config.txt", "git/config.txt"),
        ("a/\x00\n/b.txt", "a/__/b.txt"),
        ("", "document.txt"),
        ("///", "document.txt"),
        ("1/2/3/4/5/6/7/8/9/a.txt", "1/2/3/4/5/6/7/a.txt"),
    ],
)
def test_a_path_becomes_safe(name: str, safe: str) -> None:
    assert str(safe_path(name)) == safe


def test_a_folder_keeps_its_folders(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.txt").write_text("Two.")
    folder = tmp_path / "kept"
    assert keep(tmp_path / "a.txt", "x/y/a.txt", folder) == folder / "x/y/a.txt"
    assert keep(tmp_path / "b.txt", "x/y/a.txt", folder) == folder / "x/y/a (2).txt"
    with pytest.raises(UserError, match="cannot be kept"):
        keep(tmp_path / "a.txt", "x/y/a.txt/b.txt", folder)  # a file of that name is there


@pytest.fixture
def workspace(tiny_index: Index) -> Workspace:
    made = Workspace(tiny_index, FakeAssistant)
    made.examples.make = lambda: None  # type: ignore[method-assign]
    return made


def taken(workspace: Workspace, folder: Path, *names: str) -> Taken:
    files = []
    for number, name in enumerate(names):
        (folder / f"{number}").write_text(f"The ferry {number} of {name} sailed.")
        files.append(folder / f"{number}")
    *_, last = workspace.library.add(files, names)
    assert isinstance(last, Taken)
    return last


def test_several_documents_of_a_folder_are_removed_with_its_folders(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    assert taken(workspace, tmp_path / "in", "f/a/1.txt", "f/b/2.txt", "f/b/3.exe").added == 2
    assert [n.source for n in workspace.library.notices.read().notices] == ["f/b/3.exe"]
    library = workspace.library
    ids = {e.place: e.listed.id for e in library.entries()}
    assert {"f/a/1.txt", "f/b/2.txt"} <= set(ids)
    roots = {root.name: root.documents for root in library.roots()}
    assert roots["Files dropped in on this page"] == 2
    assert library.remove([ids["f/a/1.txt"], ids["f/b/2.txt"], "no such id"]) == 2
    assert list(library.uploads.iterdir()) == []
    assert workspace.index.documents() == len(ids) - 2


def test_what_changed_on_disk_is_read_again(workspace: Workspace, tiny_folder: Path) -> None:
    library = workspace.library
    before = [e.listed.id for e in library.entries()]
    (tiny_folder / "new.txt").write_text("The new ferry sailed at nine.")
    (tiny_folder / "bad.pdf").write_bytes(b"no PDF")
    (root,) = library.roots()
    *steps, report = library.refresh(root.key)
    assert isinstance(report, SyncReport) and report.added == 1 and steps
    assert len(library.entries()) == len(before) + 1
    assert [Path(n.source).name for n in library.notices.read().notices] == ["bad.pdf"]
    assert [Path(s.source).name for s in library.skipped()] == ["bad.pdf"]
    *_, report = library.refresh()  # of what was skipped before nobody is told again
    assert isinstance(report, SyncReport) and len(report.skipped) == 1
    assert len(library.notices.read().notices) == 1


@pytest.mark.parametrize("source", ["/etc", "/", "..", "documents", "\x00"])
def test_nothing_is_read_that_was_not_indexed(workspace: Workspace, source: str) -> None:
    with pytest.raises(UserError, match="not mirrored here"):
        list(workspace.library.refresh(source))


def test_one_run_at_a_time(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, end = threading.Event(), threading.Event()
    index_sync = workspace.index.sync

    def slow(*arguments: Any, **options: Any) -> SyncReport:
        begun.set()
        assert end.wait(20)
        return index_sync(*arguments, **options)

    monkeypatch.setattr(workspace.index, "sync", slow)
    first = threading.Thread(target=lambda: list(workspace.library.refresh()))
    first.start()
    try:
        assert begun.wait(20)
        with pytest.raises(UserError, match="being read already"):
            list(workspace.library.refresh())
    finally:
        end.set()
        first.join(20)
    assert isinstance(list(workspace.library.refresh())[-1], SyncReport)


def test_lines_are_counted_once_for_each_change(workspace: Workspace, tiny_folder: Path) -> None:
    library = workspace.library
    assert library.lines is None
    (tiny_folder / "note.md").write_text(
        "# Note\n\nThe ferry sailed at nine.\n\nShare this article\n"
    )
    list(library.refresh())
    found = library.count_lines()
    assert library.count_lines() is found is library.lines
    (note,) = [left for left in found.documents if left.title == "Note"]
    assert note.furniture == ("Share this article",)
    assert library.left_out_of(note.id) == note
    assert library.left_out_of("no such id") is None
    library.remove(note.id)
    assert library.lines is None


# From strangers, through the gate


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Workspace, Path]]:
    folder = tmp_path_factory.mktemp("shelf")
    (folder / "documents").mkdir()
    (folder / "documents" / "a.txt").write_text("The harbour was closed for nine days.")
    with loops_closed(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_TEMP_DIR", str(folder / "incoming"))
        with Index.open(folder / "index", encoder=FakeEncoder()) as index:
            index.sync(folder / "documents")
            with gated(index, folder / "incoming") as (client, workspace):
                yield client, workspace, folder


def test_files_of_a_folder_are_taken_in_by_their_senders_only(
    page: tuple[TestClient, Workspace, Path],
) -> None:
    client, workspace, folder = page
    take_in = numbers(client)["take_in"]
    one, other = Browser(client, "one2"), Browser(client, "other2")
    (token,) = one.upload("My folder/b/ferry.txt", b"The ferry of Lindau sank in 1856.").json()
    secret = folder / "secret.txt"
    secret.write_text("The secret that nobody may read.")
    for browser, files in ((other, token), (one, str(secret)), (one, "../secret.txt")):
        told = browser.call(take_in, [], {"files": files, "batch": "x"})
        assert 'data-added="0"' in told["output"]["data"][0]
    told = one.call(take_in, [], {"files": token, "batch": '"><script>'})
    (html,) = told["output"]["data"]
    assert 'data-added="1"' in html and "<script>" not in html
    places = [entry.place for entry in workspace.library.entries()]
    assert "My folder/b/ferry.txt" in places and not any("secret" in p for p in places)
    assert list((folder / "incoming").iterdir()) == []


def test_what_a_browser_did_not_send_is_told_in_our_words(
    page: tuple[TestClient, Workspace, Path],
) -> None:
    client, workspace, _ = page
    known = numbers(client)
    browser = Browser(client, "unsent1")
    unsent = "kind\ta.ppt\nkind\t7 more files\nhidden\t.git/config\nmy own reason\tx\nkind\t\n"
    unsent += f"large\t{NASTY}\nnonsense"
    browser.call(known["take_in"], [], {"unsent": unsent, "batch": "x"})
    notices = workspace.library.notices.read().notices
    assert [n.source for n in notices] == ["a.ppt", "7 more files", ".git/config", NASTY]
    assert notices[0].reason == unknown_reason(Path("a.ppt")) != notices[1].reason
    for last in ("", "x", "-1", "9" * 30, "²"):
        browser.call(known["dismiss"], [], {"last": last})
    assert workspace.library.notices.read().notices == notices
    browser.call(known["dismiss"], [], {"last": str(notices[-1].number)})
    assert workspace.library.notices.read().notices == ()


def test_nothing_is_removed_that_was_not_asked_about(
    page: tuple[TestClient, Workspace, Path],
) -> None:
    client, workspace, _ = page
    known = numbers(client)
    browser = Browser(client, "remove1")
    before = [entry.listed.id for entry in workspace.library.entries()]
    assert browser.call(known["forget"], [[before[0]], None]) == 422  # the server keeps which
    told = browser.call(known["forget"], [None, None])
    assert "not here any more" in json.dumps(told["output"])
    assert browser.call(known["doubt_marked"], [], {"documents": "no such ids"})["success"]
    browser.call(known["forget"], [None, None])
    assert [entry.listed.id for entry in workspace.library.entries()] == before


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"order": "no such order"},
        {"page": "-1"},
        {"page": "9" * 40},
        {"type": NASTY},
        {"order": "__class__", "page": "x"},
    ],
)
def test_the_list_takes_any_event(
    page: tuple[TestClient, Workspace, Path], event: dict[str, str]
) -> None:
    client, _, _ = page
    browser = Browser(client, f"list{abs(hash(str(event)))}")
    told = browser.call(numbers(client)["arrange"], ["", None], event)
    assert told["success"] and NASTY not in told["output"]["data"][0]


def test_a_folder_that_is_not_mirrored_is_not_read(
    page: tuple[TestClient, Workspace, Path],
) -> None:
    client, workspace, folder = page
    browser = Browser(client, "refresh1")
    before = len(workspace.library.entries())
    told = browser.call(numbers(client)["refresh"], [], {"root": str(folder)})
    assert "not mirrored here" in told["output"]["data"][0]
    assert len(workspace.library.entries()) == before


def test_a_reader_is_told_no_names_of_what_was_skipped(workspace: Workspace) -> None:
    from ui.web.tabs.shelf import Shelf

    workspace.library.notices.add([Skipped("secret.txt", "It is empty.")])
    nobody: Any = SimpleNamespace(request=None)
    assert "secret" not in Shelf(workspace).about_documents(nobody)


def test_what_was_dropped_in_and_not_taken_is_told_once_by_the_name_that_it_had(
    workspace: Workspace, tmp_path: Path
) -> None:
    library = workspace.library
    broken, good = tmp_path / "broken.pdf", tmp_path / "good.txt"
    broken.write_bytes(b"%PDF-1.4\nnot really\n")
    good.write_text("The harbour was closed for nine days.\n")
    *_, taken = library.add([broken])
    assert isinstance(taken, Taken)
    assert [skip.source for skip in taken.skipped] == ["broken.pdf"]
    assert [notice.source for notice in library.told().notices] == ["broken.pdf"]
    assert library.skipped() == []  # it is not there any more
    *_, taken = library.add([good])
    assert isinstance(taken, Taken) and not taken.skipped
    assert len(library.told().notices) == 1 and library.skipped() == []


def test_what_is_read_is_known_to_every_page_until_it_is_done(
    workspace: Workspace, tmp_path: Path
) -> None:
    """A page that is loaded again meanwhile shows it, and what waits behind it."""
    library = workspace.library
    half = Progress("embedding", 1, 2, 4)
    seen: list[list[Job]] = []

    def work(tell: Callable[[Progress], None]) -> None:
        seen.append(library.jobs)
        tell(half)
        seen.append(library.jobs)

    library._job(2, work)(lambda _: None)
    assert seen == [[Job(2)], [Job(2, half)]] and library.jobs == []
    assert taken(workspace, tmp_path, "a.txt").added == 1 and library.jobs == []
    shown = jobs_to_html([Job(2), Job(3, half), Job(0)])
    assert 'value="50"' in shown and "2 more files wait" in shown
    assert "Reading folders" in jobs_to_html([Job(0)]) and jobs_to_html([]) == ""
