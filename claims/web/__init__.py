"""The pages: server-rendered, by noun. Each view parses, asks permission, calls one service, answers."""
