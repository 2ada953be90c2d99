"""Prints how wide the characters of a font are, as the Rust table that badges are measured with.

A letter of Arabic counts as wide as it is on average where it is joined with others, since in names it mostly is.
"""

import sys
import unicodedata

from fontTools.ttLib import TTFont

# Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian, more Latin, punctuation, currencies, letterlike signs.
RANGES = [
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x0370, 0x052F), (0x0531, 0x058A), (0x05BE, 0x05F4), (0x0600, 0x06FF),
    (0x10A0, 0x10FC), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x202F, 0x203A), (0x20A0, 0x20BF), (0x2100, 0x2122),
    (0x2190, 0x21FF), (0x2200, 0x22FF),
]  # fmt: skip

font = TTFont(sys.argv[1])
glyphs, metrics, per_em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm


def forms(script, feature):
    """What a feature of a script puts in the place of single glyphs."""
    table = font["GSUB"].table
    (record,) = (each for each in table.ScriptList.ScriptRecord if each.ScriptTag == script)
    found = {}
    for index in record.Script.DefaultLangSys.FeatureIndex:
        each = table.FeatureList.FeatureRecord[index]
        if each.FeatureTag == feature:
            for lookup in each.Feature.LookupListIndex:
                for subtable in table.LookupList.Lookup[lookup].SubTable:
                    found.update(getattr(subtable, "ExtSubTable", subtable).mapping)
    return found


JOINED = [forms("arab", feature) for feature in ("init", "medi", "fina")]


def advance(code):
    """In thousandths of an em; nothing for what the font lacks and for marks."""
    name = glyphs.get(code)
    if name is None or unicodedata.category(chr(code)) in ("Mn", "Me", "Cf"):
        return 0
    names = [form[name] for form in JOINED if name in form] or [name]
    return round(sum(metrics[each][0] for each in names) / len(names) * 1000 / per_em)


print("// Made by scripts/fonts.")
print("&[")
for first, last in RANGES:
    print(f"(0x{first:04x}, &[")
    row = "   "
    for number in (advance(code) for code in range(first, last + 1)):
        if len(row) > 108:
            print(row)
            row = "   "
        row += f" {number},"
    print(row)
    print("]),")
print("]")
