-- What a put or an append carries beside its main thing, as words and their values from ARGV[FIRST] on. Items, counters and trims are done
-- here; the others are left in `given`. Limits (STREAMS_AT_MOST, COUNTERS_AT_MOST, LARGEST) are checked before anything is written.
--   append <stream> <keep or ``> <n> <n items>   count <counter> <add>   trim <stream> <before>
--   bodiless   owner <owner or ``>   tags <lines>   meta <JSON>   created <ms>
--   expiry <time>   due <time>: `-` never, `+<ms>` from now, `<ms>`
local given = {}
if ARGV[FIRST] then
  local appends, counts, trims = {}, {}, {}
  local at = FIRST
  while ARGV[at] do
    local word = ARGV[at]
    if word == 'append' then
      local last = at + 3 + ARGV[at + 3]
      appends[#appends + 1] = { ARGV[at + 1], tonumber(ARGV[at + 2]), at + 4, last }
      at = last + 1
    elseif word == 'count' then
      counts[#counts + 1] = { ARGV[at + 1], tonumber(ARGV[at + 2]) }
      at = at + 3
    elseif word == 'trim' then
      trims[#trims + 1] = { ARGV[at + 1], tonumber(ARGV[at + 2]) }
      at = at + 3
    elseif word == 'bodiless' then
      given.bodiless = true
      at = at + 1
    else
      given[word] = ARGV[at + 1]
      at = at + 2
    end
  end

  local function crowded(names, additions, most)
    local crowd = 0
    for _, addition in ipairs(additions) do
      if not names[addition[1]] then crowd = crowd + 1 end
    end
    if crowd == 0 then return false end
    for _ in pairs(names) do crowd = crowd + 1 end
    return crowd > most
  end

  if rest ~= '' and (appends[1] or counts[1] or trims[1]) then streams, counters = cmsgpack.unpack(rest) end
  if appends[1] then
    streams = streams or {}
    if crowded(streams, appends, STREAMS_AT_MOST) then return '0 too-large ' .. (etag or '') end
  end
  if counts[1] then
    counters = counters or {}
    for _, count in ipairs(counts) do
      local total = (counters[count[1]] or 0) + count[2]
      if total > LARGEST or total < -LARGEST then return '0 too-large ' .. (etag or '') end
    end
    if crowded(counters, counts, COUNTERS_AT_MOST) then return '0 too-large ' .. (etag or '') end
  end

  for _, append in ipairs(appends) do
    local stream, keep, first, last = append[1], append[2], append[3], append[4]
    local list = record .. ':' .. stream
    local length = call('RPUSH', list, unpack(ARGV, first, last))
    -- A list that was empty did not exist, and has lost its time to live.
    if expires and length == last - first + 1 then call('PEXPIREAT', list, math.max(expires, now) + GRACE) end
    if keep and length > keep then call('LTRIM', list, -keep, -1) end
    streams[stream] = (streams[stream] or 0) + last - first + 1
  end
  for _, count in ipairs(counts) do counters[count[1]] = (counters[count[1]] or 0) + count[2] end
  if appends[1] or counts[1] then rest = cmsgpack.pack(streams, counters) end
  for _, trim in ipairs(trims) do
    local stream, number = trim[1], trim[2]
    if streams and streams[stream] then
      local list = record .. ':' .. stream
      local drop = number - (streams[stream] - call('LLEN', list))
      if drop > 0 then call('LTRIM', list, drop, -1) end
    end
  end
end
