-- Removes the lock KEYS[1] if ARGV[1] holds it: 1 when it did, 0 when nobody does, -1 when another.
local owner = redis.call('GET', KEYS[1])
if not owner then
  return 0
end
if owner ~= ARGV[1] then
  return -1
end
redis.call('DEL', KEYS[1])
return 1
