"""The standard list of colours: names of CSS and those that plotting tools draw by, each with the words people use.

A colour may go by several words: between blue and green everybody draws the line elsewhere. Words as "dark" are not in
the list; :mod:`checks.colors` weighs them by lightness.
"""

from __future__ import annotations

_TABLE = """
000000 black
262626 black
3b3b3b black grey
555555 grey
696969 grey
7f7f7f grey
808080 grey
999999 grey
a9a9a9 grey
c0c0c0 grey silver
d3d3d3 grey silver
f5f5f5 white grey
ffffff white
708090 slate grey blue
0000ff blue
0000cd blue
00008b blue navy
000080 navy blue
191970 navy blue
1f77b4 blue steel
4c72b0 blue steel
0072b2 blue
377eb8 blue
4682b4 blue steel
5470c6 blue indigo
636efa blue periwinkle
4169e1 blue royal
1e90ff blue
6495ed blue cornflower
4285f4 blue
3b82f6 blue
00bfff blue sky cyan
56b4e9 blue sky
87ceeb blue sky
87cefa blue sky
add8e6 blue
b0c4de blue steel
a6cee3 blue
4c78a8 blue steel
2f4b7c blue navy
483d8b blue purple slate indigo
6a5acd purple blue slate
619cff blue
00ffff cyan aqua
00ced1 cyan turquoise teal
17becf cyan teal turquoise blue
40e0d0 turquoise cyan teal
48d1cc turquoise cyan teal
00b0f6 blue sky cyan
00bfc4 teal cyan turquoise
72b7b2 teal cyan turquoise green
64b5cd cyan blue sky teal
73c0de blue cyan sky
7fffd4 aqua turquoise cyan green
afeeee cyan turquoise
5f9ea0 teal cadet blue cyan
20b2aa teal turquoise green cyan
008b8b teal cyan
008080 teal green cyan
21918c teal green
3b528b blue indigo
31688e blue teal
00cc96 green teal turquoise mint
009e73 green teal
1b9e77 green teal
3ca370 green
2e8b57 green sea
3cb371 green sea
66cdaa green aqua mint turquoise teal
98fb98 green mint
90ee90 green
b2df8a green
00ff7f green spring
00ff00 green lime
00fa9a green spring mint
32cd32 green lime
00ba38 green
00bf7d green teal
2ca02c green
008000 green
228b22 green forest
006400 green forest
4daf4a green
55a868 green
54a24b green
59a14f green
91cc75 green lime
35b779 green
5ec962 green lime
7cfc00 green lime chartreuse
7cb342 green lime olive
9acd32 green lime yellow
adff2f green lime yellow
a3a500 olive green yellow
b79f00 gold yellow olive mustard
bcbd22 olive yellow green
6b8e23 olive green
556b2f olive green
808000 olive green yellow
66a61e green olive
9a9a00 olive
fde725 yellow
ffff00 yellow
fac858 yellow gold orange
ffd700 gold yellow
f0e442 yellow
eeca3b yellow gold
e6ab02 gold yellow mustard orange
ddaa33 gold yellow mustard orange
daa520 gold goldenrod yellow mustard
ccb974 gold khaki beige yellow tan
f0e68c khaki yellow
bdb76b khaki olive
ffffe0 yellow cream
f5f5dc beige cream
f5deb3 beige wheat tan
d2b48c tan beige brown
deb887 tan brown beige
ffa500 orange
ff8c00 orange
ff7f0e orange
e69f00 orange gold
f58518 orange
fc8452 orange
ff7f00 orange
ffa15a orange
d95f02 orange
d55e00 orange red vermilion
cc5500 orange brown rust
dd8452 orange coral
f8766d salmon coral red pink
e76bf3 pink magenta violet purple orchid
ff4500 orange red
ff6347 red tomato coral orange
ff7f50 coral orange salmon
ef553b red orange tomato coral
f08080 coral red salmon pink
fa8072 salmon coral pink red
e9967a salmon coral
ffa07a salmon coral orange
ffdab9 peach beige
e57373 red coral salmon
ff0000 red
e41a1c red
d62728 red
dc143c red crimson
e45756 red coral
ee6666 red coral
c44e52 red
cd5c5c red
b22222 red brick
c00000 red
a52a2a brown red
8b0000 red maroon
800000 maroon red brown
a65628 brown
8c564b brown
937860 brown
8b4513 brown
a0522d brown sienna
9c755f brown
b5651d brown
cd853f brown tan
d2691e brown orange
a6761d brown gold
654321 brown
bc8f8f brown pink
ffc0cb pink
ffb6c1 pink
ff9da6 pink
fb9a99 pink salmon
f781bf pink
e377c2 pink magenta orchid
da8bc3 pink purple orchid
ea7ccc pink magenta orchid
ff61cc pink magenta
ff69b4 pink magenta
ff1493 pink magenta
ff67a4 pink
ff6692 pink red
d67195 pink
e7298a pink magenta
cc79a7 pink purple mauve
db7093 pink mauve
c71585 magenta pink violet
ff00ff magenta fuchsia pink
da70d6 orchid purple pink violet magenta
d8bfd8 purple lavender lilac
dda0dd plum purple violet pink lilac
ee82ee violet pink magenta
c77cff purple violet lavender
e6e6fa lavender white
b19cd9 lavender purple lilac
b279a2 purple mauve
8172b3 purple violet
7570b3 purple blue violet
9590ff purple periwinkle lavender
9467bd purple violet
9370db purple violet
984ea3 purple violet
9a60b4 purple violet
ab63fa purple violet
ba55d3 purple orchid violet magenta
9932cc purple violet
8a2be2 purple violet
9400d3 purple violet
8b008b purple magenta
800080 purple
6a3d9a purple violet indigo
663399 purple violet
4b0082 indigo purple
440154 purple indigo
482878 purple indigo
3f51b5 indigo blue
"""

# Further spellings of words in the table.
SPELLINGS = {
    "gray": "grey",
    "violett": "violet",
    "fuscia": "fuchsia",
    "aquamarine": "aqua",
    "burgundy": "maroon",
    "slateblue": "slate",
    "navyblue": "navy",
    "skyblue": "sky",
    "golden": "gold",
    "charcoal": "grey",
    "ochre": "mustard",
    "amber": "orange",
    "scarlet": "red",
    "azure": "sky",
    "emerald": "green",
    "rose": "pink",
}


def standard_colors() -> list[tuple[str, frozenset[str]]]:
    """Every colour of the list as ``rrggbb`` with its words, the commonest first."""
    rows = (line.split() for line in _TABLE.strip().splitlines())
    return [(row[0], frozenset(row[1:])) for row in rows]
