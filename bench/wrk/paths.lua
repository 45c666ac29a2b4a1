-- Asks for the lines of a file of paths: wrk … -- FILE SEED [once]
-- In an order that the seed gives; or with "once" one after another, each thread its own part, and then from the front again.
local threads = {}

function setup(thread)
    thread:set("nth", #threads)
    table.insert(threads, thread)
    for _, each in ipairs(threads) do each:set("among", #threads) end
end

function init(arguments)
    local headers = { ["Host"] = wrk.headers["Host"], ["Accept"] = "text/html", ["Accept-Encoding"] = os.getenv("ACCEPT_ENCODING") or "gzip, deflate, br" }
    asked = {}
    for path in io.lines(arguments[1]) do table.insert(asked, wrk.format("GET", path, headers)) end
    math.randomseed(tonumber(arguments[2]) * 1000 + nth)
    once, at = arguments[3] == "once", nth
end

function request()
    if not once then return asked[math.random(#asked)] end
    local now = asked[at % #asked + 1]
    at = at + among
    return now
end

function done(summary, latency, _)
    local errors = summary.errors
    io.write(string.format("%d %.1f %.1f %.1f %.1f %d %d\n", summary.requests, summary.requests / summary.duration * 1e6,
        latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.bytes / math.max(1, summary.requests) / 1000, errors.status,
        errors.connect + errors.read + errors.write + errors.timeout))
end
