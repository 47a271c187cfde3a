-- Items of one stream, oldest first.
-- KEYS: 1 record
-- ARGV: 1 `1` where an expired record is read all the same, 2 stream, 3 `last` or `from`, 4 how many of the newest, or the first number, 5 limit
-- Returns: { 1, number of the first item, next number, items } or { 0, why }
local head = call('HGET', KEYS[1], 'head')
if not head then
  local gone = call('HGET', KEYS[1], 'gone')
  return { 0, gone and tonumber(string.match(gone, '^%d+')) > now and 'gone' or 'missing' }
end
incarnation, etag, version, revision, created, updated, expires, due, epoch, owner, tags, meta, streams = cmsgpack.unpack(head)
if ARGV[1] ~= '1' and expires and expires <= now then return { 0, 'expired' } end
local list = KEYS[1] .. ':' .. ARGV[2]
local following = streams and streams[ARGV[2]] or 0
local first = following - call('LLEN', list)
local from, last
if ARGV[3] == 'last' then
  from, last = math.max(first, following - ARGV[4]), following
else
  from = math.max(first, tonumber(ARGV[4]))
  last = math.min(following, from + ARGV[5])
end
if last <= from then return { 1, from, following, {} } end
return { 1, from, following, call('LRANGE', list, from - first, last - first - 1) }
