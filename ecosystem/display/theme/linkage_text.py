"""A sample of pairs of names in words: what its readers do, and how well names are linked."""

from collections.abc import Iterator, Sequence

from ecosystem.briefings.theme.linked import LinkageQuality, quality_sentence
from ecosystem.display.wording import Language, say, t
from ecosystem.model.linkage import JudgedBand


def drawn_lines(pairs: int, file: str, language: Language = "da") -> Iterator[str]:
    """Write that pairs were drawn into a file, and what its two readers are to do."""
    yield t("linkage.drawn", language, pairs=pairs, file=file)
    yield t("linkage.readers", language)


def linkage_lines(
    bands: Sequence[JudgedBand], quality: LinkageQuality | None, language: Language = "da"
) -> Iterator[str]:
    """Write how many pairs of each band are judged, and how well names are linked."""
    if not bands:
        yield t("linkage.none", language)
        return
    for band in bands:
        key = "linkage.band.linked" if band.is_linked else "linkage.band.apart"
        yield t(
            key,
            language,
            least=band.least_score,
            pairs=band.pairs,
            judged=band.judged,
            same=band.same,
        )
    measured = None if quality is None else say(quality_sentence(quality), language)
    yield measured or t("linkage.not_measured", language)
