-- How every write ends: counts itself, is remembered, and is stored in one go. Behind it `answer` is what it returns.
-- `body`, a new one or nil; `put`, the operation of the record's last put, where this is none; MEMORY, how many operations are remembered.
revision = revision + 1
if now > updated then updated = now end
if ARGV[4] ~= '' then epoch = tonumber(ARGV[4]) end
if revision - forgotten >= MEMORY + 16 then
  -- The oldest operations, sixteen at a time: a call a write would cost more than the bytes.
  local to = math.min(revision - MEMORY, forgotten + 1000)
  local fields = {}
  for old = forgotten + 1, to do fields[#fields + 1] = exact(old) end
  for _, old in ipairs(call('HMGET', record, unpack(fields))) do
    if old then fields[#fields + 1] = 'o:' .. old end
  end
  call('HDEL', record, unpack(fields))
  forgotten = to
end
local head = cmsgpack.pack(incarnation, etag, version, revision, created, updated, expires, due, epoch, owner, tags, meta, streams, counters,
  worker, leased, attempts, forgotten)
local reply = cmsgpack.pack(ARGV[2], version, revision, expires, put)
if body then
  call('HSET', record, 'head', head, remembered, reply, revision, operation, 'body', body)
else
  call('HSET', record, 'head', head, remembered, reply, revision, operation)
end
local answer = answerOf('1 ', etag, version, revision, expires)
