-- Behind a put: the index by creation, which only new records and changes of owner or tags touch.
if not oldUpdated then index(KEYS[3], created) end
