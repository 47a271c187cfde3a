-- Items of one stream, oldest first.
-- KEYS: 1 record, 2 its list of the stream: while a cluster moves their slot, nothing is answered from one without the other
-- ARGV: 1 `1` where an expired record is read all the same, 2 stream, 3 `last` or `from`, 4 how many of the newest, or the first number, 5 limit
-- Returns: { number of the first item, next number, items }, or why there is nothing
local head = call('HGET', KEYS[1], 'head')
if not head then
  local gone = call('HGET', KEYS[1], 'gone')
  return gone and tonumber(gone) > now and 'gone' or 'missing'
end
load(head)
if ARGV[1] ~= '1' and expires and expires <= now then return 'expired' end
if rest ~= '' then streams = cmsgpack.unpack(rest) end
local list = KEYS[2]
local following = streams and streams[ARGV[2]] or 0
local first = following - call('LLEN', list)
local from, last
if ARGV[3] == 'last' then
  from, last = math.max(first, following - ARGV[4]), following
else
  from = math.max(first, tonumber(ARGV[4]))
  last = math.min(following, from + ARGV[5])
end
if last <= from then return { from, following, {} } end
return { from, following, call('LRANGE', list, from - first, last - first - 1) }
