-- Puts a worker's lease into a head that was loaded, and stores it: neither version nor revision counts it.
local function lease(key, itsWorker, untilMs, itsAttempts)
  worker, leased, attempts = itsWorker, untilMs, itsAttempts
  local head = struct.pack(HEAD, version, revision, created, updated, expires or -1, due or -1, epoch, leased or -1, attempts, etag, owner,
    worker, tags, meta) .. rest
  call('HSET', key, 'head', head)
  return head
end
