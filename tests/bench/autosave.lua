-- Saves one value after another while somebody types, each time with the other of two. Arguments: address without
-- host, with % for a draft or nothing; field, with % for a number or nothing; the two values, the first there already;
-- file of drafts or "-"; run (0, 1, 2), which has a third of drafts and numbers to itself, and of that each of two
-- threads a half; cookie; milliseconds between two, or 0.
local threads = 0

function setup(thread)
   thread:set("number", threads)
   threads = threads + 1
end

local function encoded(text)
   return (text:gsub("[^%w]", function(c) return ("%%%02X"):format(c:byte()) end))
end

function init(arguments)
   address, field, values = arguments[1], arguments[2], { encoded(arguments[3]), encoded(arguments[4]) }
   local run, all = tonumber(arguments[6]), {}
   if arguments[5] == "-" then
      for i = 1, 300 do all[i] = tostring(i) end
   else
      for id in io.lines(arguments[5]) do all[#all + 1] = id end
   end
   own, turn, pause = {}, 0, tonumber(arguments[8])
   for i = 1, #all do
      if i % 6 == 2 * run + number then own[#own + 1] = all[i] end
   end
   headers = { Cookie = arguments[7], ["HX-Request"] = "true", ["Sec-Fetch-Site"] = "same-origin",
               ["Content-Type"] = "application/x-www-form-urlencoded" }
end

function delay()
   return pause
end

function request()
   local one = own[turn % #own + 1]
   local round = math.floor(turn / #own) % 2
   turn = turn + 1
   local body = "name=" .. field:gsub("%%", one) .. "&was=" .. values[round + 1] .. "&value=" .. values[2 - round]
   return wrk.format("POST", (address:gsub("%%", one)), headers, body)
end
