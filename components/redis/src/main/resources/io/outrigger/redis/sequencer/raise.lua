-- Sets the counter KEYS[1] to ARGV[1] if it is lower or missing. The numbers are compared as texts,
-- since those of Lua are not exact beyond 2^53.
local last = redis.call('GET', KEYS[1])
local least = ARGV[1]
local negative = last and last:sub(1, 1) == '-'
if not last or negative or #last < #least or (#last == #least and last < least) then
  redis.call('SET', KEYS[1], least)
end
return 1
