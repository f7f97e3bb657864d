"""Finding: one box over everything this viewer may see, in memory, with nothing plain on any disk.

Words of this room: a *token* is a word folded (`folding`): small letters, without accents, one spelling for
every way of writing it. A *layer* says for each token in which entries it stands, apart for what stands
*over* an entry (title, date, kind) and *under* it (its words and whatever else was said of it). A *shelf*
holds the layers of one space in this process, and a worker seals them as a pack for the next one.

Unbreakable: an answer is picked out of the viewer's own story (`heads.story`), so no layer can show what is
binned, gone or somebody else's; a closed letter is found by what stands over it alone; what is asked for
stands in no address, no log and no table.
"""
