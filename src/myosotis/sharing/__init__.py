"""Sharing: links to a moment, who without an account may read it, and the gate before its pictures.

Words of this room: a *link* leads to one moment. Whoever holds it holds a *token* (behind the # of an
address, which no browser sends) or a *code* (to type). Exchanged for a cookie of that one page, it makes a
*reading*. A *yes* is what one parent says to one link, with the pictures they had before them.

Unbreakable: a token or code is kept only as a keyed code; an address is no right, each request asks anew; a
moment with pictures opens only with a yes from every parent who has come in, and shows only pictures that
every one of them said yes to; whoever closes a link closes it at once; nothing is kept about who reads.
"""
