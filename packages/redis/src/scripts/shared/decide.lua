-- What every write decides before it does anything, in the order that all stores share: a remembered operation, a tombstone, nothing there,
-- expired, fenced, another state than expected. Returns early where the answer is known; behind it the values of the head are those of the
-- live record, or `live` is false and the write may create one. ALLOWS_EXPIRED is a constant of the verb.
-- KEYS[1] record; ARGV[1] operation, [2] digest, [3] field of the operation, [4] expected: `+` nothing, `*` any, else the etag (and
-- ` <revision>`), [5] epoch or ``, [6] id
-- Returns one text, cheaper than a list for both sides: `1` applied or `2` replayed, and the entry; or `0`, why, and the present etag where
-- there is one, with spaces between.
--
-- The operations that a record remembers lie in 32 fields, by a hash of the operation that the client makes (`src/requests.ts`). An entry of
-- ENTRY has its length, the revision, version and expiry (-1: never) that were answered, the etag, the digest and the operation. A write drops
-- from the one field that it rewrites what is old: no call is needed to forget, and no write rewrites more than a few entries.
local ENTRY = '<Hdddsss'
local record, operation, expected, id = KEYS[1], ARGV[1], ARGV[4], ARGV[6]
local stored = call('HMGET', record, 'head', ARGV[3])
local live, entries = stored[1], stored[2]
local gone = false
if live then
  local at
  version, revision, created, updated, expires, due, epoch, leased, attempts, etag, owner, worker, tags, meta, at = struct.unpack(HEAD, live)
  rest = string.sub(live, at)
  if expires < 0 then expires = nil end
  if due < 0 then due = nil end
  if leased < 0 then leased = nil end
else
  gone = call('HGET', record, 'gone')
  if gone and tonumber(gone) <= now then
    -- Its time is over by the clock, whether or not the server has dropped the key already.
    call('DEL', record)
    gone, entries = false, false
  end
end
-- An operation that is nowhere in the bytes needs no look at each entry.
if entries and string.find(entries, operation, 1, true) then
  local at = 1
  while at <= #entries do
    local length, _, _, _, _, digest, its = struct.unpack(ENTRY, entries, at)
    if its == operation then
      if digest ~= ARGV[2] then return '0 operation-mismatch ' .. (etag or '') end
      return '2' .. string.sub(entries, at, at + length - 1)
    end
    at = at + length
  end
end
if gone then return '0 gone' end
if live then
  if not ALLOWS_EXPIRED and expires and expires <= now then return '0 expired ' .. etag end
  if epoch >= 0 and (ARGV[5] == '' or tonumber(ARGV[5]) < epoch) then return '0 fenced ' .. etag end
  if expected == '+' then return '0 exists ' .. etag end
  if expected ~= etag and expected ~= '*' and expected ~= etag .. ' ' .. exact(revision) then return '0 conflict ' .. etag end
elseif expected ~= '+' then
  return '0 missing'
end
