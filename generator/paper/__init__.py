"""A plan on paper, after GB/T 9704-2012: one value, `Paper`, that each form (PDF today) takes and lays out.

Plan, Body  ──sheets.paper_of──▶  Paper     what stands on the sheets, piece by piece; no fonts, no files
Paper       ──press──▶            bytes     a PDF, by Typst
[Paper]     ──volume.bind──▶      Volume    several bound together (汇编本), with contents and indexes
"""
