-- Behind a write that may move the instant from which the record is due.
if expires ~= oldExpires or due ~= oldDue or leased ~= wasLeased then place(memberOf(record), dueFrom(due, expires), leased) end
