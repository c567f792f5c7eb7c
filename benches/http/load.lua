-- The load: a request's template filled in for one account after another, see request.rs. wrk counts answers that are no
-- success by their status, for no failure has status 200; a response() of ours would slow it down.
--
-- usage: wrk --threads N ... --script load.lua URL -- PLAN N

local threads = 0

-- Threads take turns: so no two of them do the same to the same account.
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

local function gcd(a, b)
  while b ~= 0 do a, b = b, a % b end
  return a
end

-- A stride by which every account has its turn once, far from the one before it.
local function stride(accounts)
  local step = math.floor(accounts * 0.618)
  while gcd(step, accounts) ~= 1 do step = step + 1 end
  return step
end

local places = {
  hash = function(plan, place) return string.format("%032x", plan.first_account + place) end,
  visit = function(_, _, visit) return tostring(visit) end,
  group = function(plan, place, visit)
    return string.format("%d", plan.first_group + place * plan.groups + visit % plan.groups)
  end,
  tracker = function(plan, place) return string.format("%d", plan.first_tracker + place * plan.trackers) end,
}

local lists = {}

function places.trackers(plan, place)
  if not lists[place] then
    local ids, first = {}, plan.first_tracker + place * plan.trackers
    for index = 1, plan.trackers do ids[index] = string.format("%d", first + index - 1) end
    lists[place] = table.concat(ids, ",")
  end
  return lists[place]
end

-- A text with its places cut out, once, so that filling it in is only putting together.
local function cut(text)
  local parts = {}
  local rest = text:gsub("(.-){(%l+)}", function(before, name)
    parts[#parts + 1] = before
    parts[#parts + 1] = assert(places[name], name)
    return ""
  end)
  parts[#parts + 1] = rest
  return parts
end

local function fill(parts, plan, place, visit)
  local filled = {}
  for index, part in ipairs(parts) do
    filled[index] = type(part) == "string" and part or part(plan, place, visit)
  end
  return table.concat(filled)
end

local plan, head, body, step, turn, turns, ready

local function make(place, visit)
  local content = fill(body, plan, place, visit)
  return fill(head, plan, place, visit) .. "Content-Length: " .. #content .. "\r\n\r\n" .. content
end

function init(arguments)
  plan = dofile(arguments[1])
  head = cut(plan.method .. " " .. plan.path .. " HTTP/1.1\r\nHost: localhost\r\n" .. plan.headers)
  body = cut(plan.body)
  step = stride(plan.accounts)
  turn, turns = number, tonumber(arguments[2])
  -- Few requests that never change are made once.
  local all = plan.path .. plan.headers .. plan.body
  if plan.accounts <= 1000 and not all:find("{group}") and not all:find("{visit}") then
    ready = {}
    for place = 0, plan.accounts - 1 do ready[place] = make(place, 1) end
  end
end

function request()
  local place = turn * step % plan.accounts
  local visit = 1 + math.floor(turn / plan.accounts)
  turn = turn + turns
  return ready and ready[place] or make(place, visit)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\nfigures {"requests":%d,"micros":%d,"refused":%d,"broken":%d,"p50":%d,"p99":%d,"max":%d}\n',
    summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max
  ))
end
