-- Ends a record, expired or not: streams and index entries go, a tombstone with the remembered operations stays for TOMBSTONE milliseconds.
-- KEYS: 1 record, 2 records by update, 3 records by creation, 4 due, 5 leased
-- ARGV: 1–6 as in shared/decide.lua
-- Returns: as shared/decide.lua
local body
