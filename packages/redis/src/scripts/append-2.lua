-- Items for the streams of a record, additions to its counters. Body and etag stay as they are.
-- KEYS: 1 record, 2 records by update
-- ARGV: 1–6 as in shared/decide.lua, from 7 on additions (shared/additions.lua)
-- Returns: as shared/decide.lua
local oldExpires, oldUpdated = expires, updated
local body
