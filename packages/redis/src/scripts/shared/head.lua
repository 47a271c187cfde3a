-- The head of a record: one field of its hash, so that a write reads all it decides by at once, and stores it at once. HEAD is the stored format
-- (`src/head.ts` reads the same): nine numbers, exact to 2^53, -1 for one that is not there; five texts, each ended by a zero byte, which none
-- of them can hold, `` for one that is not there; then `rest`, streams and counters packed by cmsgpack, only where there are any. Tags are
-- lines of one text, meta is JSON. `struct` is a few times cheaper than cmsgpack, and texts and numbers are all that most writes touch.
-- Other fields of the hash: `body`; `o<n>`, remembered operations (shared/decide.lua); `gone`, of a removed record until when it is `gone`.
-- Verbs that are called often have few functions in their scripts: to make one anew at each run, with what it refers to, costs as much as a call.
local HEAD = '<dddddddddsssss'
local version, revision, created, updated, expires, due, epoch, leased, attempts, etag, owner, worker, tags, meta
local rest, streams, counters = '', nil, nil
