-- Takes a head apart into the values of shared/head.lua, puts a worker's lease into it, and stores it: neither version nor revision counts it.
local function load(text)
  incarnation, etag, version, revision, created, updated, expires, due, epoch, owner, tags, meta, streams, counters, worker, leased, attempts,
    forgotten = cmsgpack.unpack(text)
end

local function lease(key, itsWorker, untilMs, itsAttempts)
  worker, leased, attempts = itsWorker, untilMs, itsAttempts
  local head = cmsgpack.pack(incarnation, etag, version, revision, created, updated, expires, due, epoch, owner, tags, meta, streams, counters,
    worker, leased, attempts, forgotten)
  call('HSET', key, 'head', head)
  return head
end
