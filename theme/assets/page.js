// What the page can do better with a script. It adds, and nothing depends on it.
