"""Print every way, to be read aloud: ``python -m tests.analysis.referral.print_ways``."""

import sys
from datetime import date

from ecosystem.display.wording import say
from tests.analysis.referral.kinds_of_firms import FIRMS, NEEDS
from tests.analysis.referral.makers import refer

ON = date(2026, 11, 29)


def ways(language="da", on=ON):
    """Every line of the ways of all firms for all needs."""
    for need in NEEDS:
        yield f"== {need}"
        for name, firm in FIRMS.items():
            yield f"-- {name}"
            for step in refer(firm, need, on=on).path:
                yield f"   {step.order}. {step.text_da if language == 'da' else step.text_en}"
                before = step.before_da if language == "da" else step.before_en
                conditions = [before] if before else []
                conditions += [say(sentence, language) for sentence in step.must_hold]
                yield from (f"      ({line})" for line in conditions)


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in ways(*sys.argv[1:2]))
