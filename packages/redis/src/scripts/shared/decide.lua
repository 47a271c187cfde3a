-- What every write decides before it does anything, in the order that all stores share: a remembered operation, a tombstone, nothing there,
-- expired, fenced, another state than expected. Returns early where the answer is known; behind it the values of the head are those of the
-- live record, or `live` is false and the write may create one. ALLOWS_EXPIRED is a constant of the verb.
-- KEYS[1] record; ARGV[1] operation, [2] digest, [3] field of the operation, [4] expected: `+` nothing, `*` any, else the etag (and
-- ` <revision>`), [5] epoch or ``, [6] id
-- Returns one text, cheaper than a list for both sides: `1` applied or `2` replayed, revision, version and expires as doubles (-1: never), and
-- the etag; or `0`, why, and the present etag where there is one, with spaces between.
local record, operation, expected, id = KEYS[1], ARGV[1], ARGV[4], ARGV[6]
local stored = call('HMGET', record, 'head', ARGV[3])
local live, entries = stored[1], stored[2]
local gone = false
if live then
  load(live)
else
  gone = call('HGET', record, 'gone')
  if gone and tonumber(gone) <= now then
    -- Its time is over by the clock, whether or not the server has dropped the key already.
    call('DEL', record)
    gone, entries = false, false
  end
end
local digest, numbers, itsEtag = recall(entries, operation)
if digest then
  if digest ~= ARGV[2] then return '0 operation-mismatch ' .. (etag or '') end
  return '2' .. numbers .. itsEtag
end
if gone then return '0 gone' end
if live then
  if not ALLOWS_EXPIRED and expires and expires <= now then return '0 expired ' .. etag end
  if epoch and (ARGV[5] == '' or tonumber(ARGV[5]) < epoch) then return '0 fenced ' .. etag end
  if expected == '+' then return '0 exists ' .. etag end
  if expected ~= etag and expected ~= '*' and expected ~= etag .. ' ' .. exact(revision) then return '0 conflict ' .. etag end
elseif expected ~= '+' then
  return '0 missing'
end
