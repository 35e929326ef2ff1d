"""How many questions are understood: ``python -m evaluation.questions [--errors SET]``.

A question is understood if every field of its query is right. ``tuned`` is what the words were written against;
``held_out`` was looked at once, at the end.
"""

from __future__ import annotations

import argparse

from evaluation.questions import FIELDS, asked, sets


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", choices=sets(), help="print what is misunderstood")
    parser.add_argument("--only", choices=sets(), help="one set alone")
    chosen = parser.parse_args()
    for name in [chosen.only] if chosen.only else sets():
        found = asked(name)
        right = {field: sum(field not in one.wrong for one in found) for field in FIELDS}
        fields = "  ".join(f"{field} {n}" for field, n in right.items() if n < len(found))
        print(f"{name:12} {sum(not one.wrong for one in found):2} of {len(found)} understood  {fields}")
        if name == chosen.errors:
            for one in found:
                for field in one.wrong:
                    print(f"  {one.text}\n    {field}: {one.found[field]!r}, expected {one.expected[field]!r}")


if __name__ == "__main__":
    main()
