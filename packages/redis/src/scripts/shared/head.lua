-- The head of a record: one field of its hash, so that a write reads all it decides by at once, and stores it at once. HEAD is the stored format
-- (`src/head.ts` reads the same): nine numbers, exact to 2^53, -1 for one that is not there; five texts, each ended by a zero byte, which none
-- of them can hold, `` for one that is not there; and `rest`, streams and counters packed by cmsgpack, only where there are any. Tags are
-- lines of one text, meta is JSON. `struct` is a few times cheaper than cmsgpack, and texts and numbers are all that most writes touch.
-- Other fields of the hash: `body`; `o<n>`, remembered operations (shared/memory.lua); `gone`, of a removed record its end as `gone`.
local HEAD = '<dddddddddsssss'
local version, revision, created, updated, expires, due, epoch, leased, attempts, etag, owner, worker, tags, meta
local rest, streams, counters = '', nil, nil

local call, pack, unpackStruct = redis.call, struct.pack, struct.unpack

local function load(text)
  local at
  version, revision, created, updated, expires, due, epoch, leased, attempts, etag, owner, worker, tags, meta, at = unpackStruct(HEAD, text)
  rest = string.sub(text, at)
  if expires < 0 then expires = nil end
  if due < 0 then due = nil end
  if epoch < 0 then epoch = nil end
  if leased < 0 then leased = nil end
end

-- Takes streams and counters out of `rest`; most verbs need neither.
local function openRest()
  if rest ~= '' then streams, counters = cmsgpack.unpack(rest) end
end

local function packed()
  return pack(HEAD, version, revision, created, updated, expires or -1, due or -1, epoch or -1, leased or -1, attempts, etag, owner, worker,
    tags, meta) .. rest
end

-- Epoch milliseconds of the server.
local clock = call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
