# Sphinx configuration for the manual outside an ns-3 tree: ./winsock docs
#
# ns-3 builds the manuals of its modules together; a file replace.txt, made for that build, defines
# substitutions such as |ns3|. Here this file stands in for it.

project = "ns-3 winsock module"
author = "The ns-3 winsock module authors"
copyright = "2026, " + author

root_doc = "index"
exclude_patterns = []
html_theme = "alabaster"
html_theme_options = {
    "page_width": "1200px",
    "body_max_width": "auto",
    "sidebar_width": "230px",
    "fixed_sidebar": True,
    "font_size": "15px",
    "code_font_size": "0.84em",
}
html_show_sourcelink = False
highlight_language = "cpp"

SUBSTITUTIONS = """
.. |ns3| replace:: *ns-3*
.. |ns-3| replace:: *ns-3*
"""


def replace_include(app, docname, source):
    """Put the substitutions where a page includes ns-3's file of them."""
    source[0] = source[0].replace(".. include:: replace.txt", SUBSTITUTIONS)


def setup(app):
    """Register the above with Sphinx."""
    app.connect("source-read", replace_include)
