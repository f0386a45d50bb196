"""The only room that opens a connection to the outside.

An address is read strictly, its name is resolved once, every answer is checked, and the connection
goes to the checked address while TLS keeps the name. The face: `fetch(url, policy=…) -> Page`.
"""
