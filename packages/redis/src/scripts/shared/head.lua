-- The head of a record: its values one behind the other in one field, so that a write reads all it decides by at once, and stores it at once.
-- Their order is the stored format (`src/head.ts` reads the same): add at the end, never reorder. A value that is not there is nil.
-- Other fields of the hash: `body`; `o:<operation>`, what was answered; `<revision>`, the operation that made it; `gone`, of a removed record.
local incarnation, etag, version, revision, created, updated, expires, due, epoch, owner, tags, meta
local streams, counters, worker, leased, attempts, forgotten

local call = redis.call

-- Epoch milliseconds of the server.
local clock = call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
