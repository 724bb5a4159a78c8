-- Lets the lease of the lock KEYS[1] end in ARGV[2] ms if ARGV[1] holds it: answers as unlock.lua.
local owner = redis.call('GET', KEYS[1])
if not owner then
  return 0
end
if owner ~= ARGV[1] then
  return -1
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
