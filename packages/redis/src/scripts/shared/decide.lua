-- What every write decides before it does anything, in the order that all stores share: a remembered operation, a tombstone, nothing there,
-- expired, fenced, another state than expected. Returns early where the answer is known; behind it the values of the head are those of the
-- live record, or `live` is false and the write may create one. ALLOWS_EXPIRED is a constant of the verb.
-- KEYS[1] record; ARGV[1] operation, [2] digest, [3] expected: `+` nothing, `*` any, else the etag (and ` <revision>`), [4] epoch or ``, [5] id
-- Returns one text, cheaper than a list for both sides: `1` applied or `2` replayed, then etag, version, revision, expires or `-`; or `0`, why,
-- and the present etag where there is one.
local record, operation, expected, id = KEYS[1], ARGV[1], ARGV[3], ARGV[5]
local remembered = 'o:' .. operation
local stored = call('HMGET', record, 'head', remembered)
local live, before = stored[1], stored[2]
local gone = false
if live then
  incarnation, etag, version, revision, created, updated, expires, due, epoch, owner, tags, meta, streams, counters, worker, leased, attempts,
    forgotten = cmsgpack.unpack(live)
else
  gone = call('HGET', record, 'gone')
  if gone then
    local untilMs, its = string.match(gone, '^(%d+) (.*)$')
    if tonumber(untilMs) > now then
      incarnation = its
    else
      -- Its time is over by the clock, whether or not the server has dropped the key already.
      call('DEL', record)
      gone, before = false, false
    end
  end
end
if before then
  local known, itsVersion, itsRevision, itsExpires, put = cmsgpack.unpack(before)
  if known ~= ARGV[2] then return '0 operation-mismatch ' .. (etag or '') end
  return answerOf('2 ', incarnation .. '.' .. exact(itsVersion) .. '.' .. (put or operation), itsVersion, itsRevision, itsExpires)
end
if gone then return '0 gone' end
if live then
  if not ALLOWS_EXPIRED and expires and expires <= now then return '0 expired ' .. etag end
  if epoch and (ARGV[4] == '' or tonumber(ARGV[4]) < epoch) then return '0 fenced ' .. etag end
  if expected == '+' then return '0 exists ' .. etag end
  if expected ~= '*' and expected ~= etag and expected ~= etag .. ' ' .. exact(revision) then return '0 conflict ' .. etag end
elseif expected ~= '+' then
  return '0 missing'
end
