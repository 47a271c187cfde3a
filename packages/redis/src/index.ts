/** Records in Redis that lose nothing: compare and set, append streams, expiry, leases, one Lua script a verb. @module */

export {};
