-- Writes and removes values as one step, in order, or answers which operation must not take place.
-- KEYS: one for each operation. ARGV: seven for each operation:
--   kind ("set" or "del"), etag ("" for any), "absent" when there must be no value yet, data,
--   life in ms ("" for ever), "first" to mark the value as written first, seed of a new version.
-- Answers {0}, or {number of the operation, version that stands there or ""}.
local WIDTH = 7

local function argument(operation, index)
  return ARGV[(operation - 1) * WIDTH + index]
end

-- What stands under each key, as the operations so far leave it.
local known = {}

local function current(key)
  if known[key] == nil then
    local exists = redis.call('EXISTS', key) == 1
    local version = redis.pcall('HGET', key, 'version')
    if type(version) ~= 'string' or version == '' then
      -- The etag of a value of another program, which has no version.
      version = exists and '0' or ''
    end
    known[key] = {exists = exists, version = version}
  end
  return known[key]
end

for i, key in ipairs(KEYS) do
  local now = current(key)
  local etag = argument(i, 2)
  if etag ~= '' and not (now.exists and now.version == etag) then
    return {i, now.version}
  end
  if argument(i, 3) == 'absent' and now.exists then
    return {i, now.version}
  end
  -- No caller knows the version that this step gives, so it is no etag.
  known[key] = {exists = argument(i, 1) == 'set', version = ''}
end

local function write(i, key)
  if redis.call('TYPE', key)['ok'] ~= 'hash' then
    redis.call('DEL', key)
  end
  redis.call('HSETNX', key, 'version', argument(i, 7))
  -- Nothing may fail from here on, as what was written before would stay.
  if type(redis.pcall('HINCRBY', key, 'version', 1)) == 'table' then
    redis.call('HSET', key, 'version', argument(i, 7))
  end
  redis.call('HSET', key, 'data', argument(i, 4))
  if argument(i, 6) == 'first' then
    redis.call('HSET', key, 'first-write', 0)
  end
  if argument(i, 5) == '' then
    redis.call('PERSIST', key)
  else
    redis.call('PEXPIRE', key, argument(i, 5))
  end
end

for i, key in ipairs(KEYS) do
  if argument(i, 1) == 'set' then
    write(i, key)
  else
    redis.call('DEL', key)
  end
end
return {0}
