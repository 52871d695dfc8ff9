"""The grammar of marks: what each thing that a claim can say looks like, the same in every chart.

One file for each question that a mark answers, with everything about its answers in one place: the words and the
sample in the key, the shapes of the drawing, the symbol of the plotly figure. `bounds` is what the figure limits,
`fills` how far it is said to have come, `outlines` what it rests on, `signs` everything else.

Whatever decides by a code ends with ``assert_never``: a code without a look is an error of the type checker, and a
mark without the figure that its bound needs is an error at run time, never a dot at zero.
"""
