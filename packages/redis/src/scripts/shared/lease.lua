-- Puts a worker's lease into a head that was loaded, and stores it: neither version nor revision counts it.
local function lease(key, itsWorker, untilMs, itsAttempts)
  worker, leased, attempts = itsWorker, untilMs, itsAttempts
  local head = packed()
  call('HSET', key, 'head', head)
  return head
end
