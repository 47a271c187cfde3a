-- A whole number as text. `..` and `tostring` keep 14 digits, so a version beyond 1e14 would become another one. (Numbers that are handed to
-- `redis.call` are written with 17 digits, and packed ones as doubles or integers: all are exact.)
local function exact(number)
  if number < 1e14 then return number .. '' end
  return string.format('%.0f', number)
end
