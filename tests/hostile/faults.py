"""Faults and what comes of them, each with the test that shows it. The page of them is written from these values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """Something that is done, what happens, and the test (file below ``tests``, name) that holds it so."""

    done: str
    happens: str
    file: str
    test: str


_HERE = "hostile/test_faults.py"
_WEB, _INWARD, _SERVED = "reading/test_web.py", "reading/test_inward.py", "surfaces/web/test_guard.py"

FAULTS = (
    Shown("SIGKILL during `tacho add`", "what was recorded before stays, whole; run again, it ends with the ledger of an undisturbed run", "pipeline/test_killed.py", "test_a_killed_process_leaves_no_half_article"),
    Shown("SIGKILL during `tacho batch`", "run again, it goes on, and the files are the same to the byte", "scaling/test_batch.py", "test_a_run_that_is_killed_goes_on_and_gives_the_same_files"),
    Shown("SIGKILL of `tacho serve`", "its processes end as well; the ledger is sound", _HERE, "test_a_server_that_is_killed_leaves_no_process_and_a_sound_ledger"),
    Shown("an article that kills or hangs a process of `tacho batch`", "is a row of `errors`; the others are done", "scaling/test_batch.py", "test_an_article_that_kills_or_hangs_costs_only_itself"),
    Shown("a check that hangs or dies in `tacho serve`", "its process is ended and replaced; the answer says so", "surfaces/web/test_workers.py", "test_work_is_done_elsewhere_and_what_goes_wrong_there_harms_nobody"),
    Shown("PostgreSQL stops in the middle of a change, and comes back", "the change is not there at all; a line says that the server does not answer; pages answer 503, and 200 when it is back", _HERE, "test_a_database_that_goes_away_and_comes_back"),
    Shown("the ledger's file is moved away under `tacho serve`, and back", "503 with a line, then 200", _HERE, "test_a_ledger_whose_file_is_taken_away_from_a_server"),
    Shown("two processes add at the same time (DuckDB, PostgreSQL)", "they take turns; all is there", _HERE, "test_two_writers_take_turns"),
    Shown("a process holds the ledger for long", "others wait 10 seconds, then say so", "surfaces/test_ledger_cli.py", "test_a_second_writer_waits_and_is_told"),
    Shown("the disk is full during `tacho add`", "a line; what was added before is safe", "surfaces/test_ledger_cli.py", "test_a_full_disk_is_told_and_what_was_there_stays"),
    Shown("the disk is full during `tacho batch`", "a line; with room again it goes on", _HERE, "test_a_full_disk_costs_a_batch_nothing_that_is_done"),
    Shown("a ledger's file is cut, emptied, overwritten, or bits in it are turned", "every command says in a line that it is damaged", _HERE, "test_a_damaged_ledger_is_recognised"),
    Shown("rows of a ledger are changed or deleted by hand", "`tacho doctor` names them", "ledger/test_ledger.py", "test_the_doctor_sees_damage"),
    Shown("a part of a batch is damaged or gone", "it is recognised by its hash and made again", "scaling/test_batch.py", "test_a_damaged_part_is_made_again"),
    Shown("the clock is set back or ahead by years between two runs", "documents, figures and estimates are the same", _HERE, "test_a_clock_that_is_set_back_changes_no_estimate"),
    Shown("the machine sleeps, or its clock jumps, during `tacho watch`", "rounds that were missed are not made up for", "surfaces/test_watch.py", "test_rounds_that_were_missed_are_not_made_up_for"),
)  # fmt: skip

NETWORK = (
    Shown("a page that unpacks to more than 10 MB (gzip, deflate)", "refused: is larger than 10 MB", _WEB, "test_a_gzip_bomb_is_refused"),
    Shown("a page without end", "refused: is larger than 10 MB", _WEB, "test_a_large_answer_is_refused"),
    Shown("redirects in a circle", "refused after 5", _WEB, "test_a_redirect_loop_is_refused"),
    Shown("a redirect to `file:` and other schemes", "refused", _WEB, "test_a_redirect_to_another_scheme_is_refused"),
    Shown("a server that is silent, or sends a byte now and then", "refused after 20 and 60 seconds", _WEB, "test_a_server_that_drips_is_refused"),
    Shown("addresses of this machine and the local network, however written", "refused", _INWARD, "test_this_machine_is_refused_however_it_is_written"),
    Shown("a redirect inward", "refused", _INWARD, "test_a_redirect_inward_is_refused"),
    Shown("a name that changes its address (DNS rebinding)", "the connection goes to the address that was checked", _INWARD, "test_a_name_that_changes_its_address_cannot_lead_inward"),
    Shown("a workbook that unpacks to more than 200 MB", "refused before it is unpacked", "reading/test_workbook.py", "test_a_bomb_is_refused_before_it_is_unpacked"),
    Shown("a page of a web archive that unpacks to too much", "refused; the next is read", "reading/test_archives.py", "test_a_packed_record_that_unpacks_to_too_much"),
    Shown("`tacho serve`: more than 2 MB are sent, whether it says so or not", "413", _SERVED, "test_too_large_a_body_is_refused_whether_it_says_its_size_or_not"),
    Shown("`tacho serve`: JSON within JSON 100,000 times, numbers of 400 digits, halves of characters", "a problem or an answer, never a trace", "hostile/test_served.py", "test_what_a_server_is_sent"),
    Shown("quotes and names that begin with `= + - @`, exported as CSV", "a spreadsheet takes them for text; read back they are the same", "hostile/test_formulas.py", "test_nothing_exported_is_a_formula"),
)  # fmt: skip
