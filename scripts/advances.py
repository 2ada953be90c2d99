"""Prints the character widths of a font as the Rust table for badges.

The width of an Arabic letter is the mean of its joined forms, which most letters in names have.
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
    """Returns the substitutions of single glyphs that a feature of a script makes."""
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
    """Returns the advance in thousandths of an em; 0 for combining marks and characters that the font lacks."""
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
