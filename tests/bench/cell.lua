-- Saves one cell after another, each time with the other of two texts. Arguments: file of activities, cookie.
-- A thread has half of the activities to itself, more than it has connections, so that no two writes meet.
local texts = { "h%C3%B6sten%2C+tv%C3%A5+tr%C3%A4ffar", "v%C3%A5ren%2C+en+tr%C3%A4ff" }
local threads = 0

function setup(thread)
   thread:set("number", threads)
   threads = threads + 1
end

function init(arguments)
   activities, turn, line = {}, 0, 0
   for id in io.lines(arguments[1]) do
      if line % 2 == number then activities[#activities + 1] = id end
      line = line + 1
   end
   headers = { Cookie = arguments[2], ["HX-Request"] = "true", ["Sec-Fetch-Site"] = "same-origin",
               ["Content-Type"] = "application/x-www-form-urlencoded" }
end

function request()
   local id = activities[turn % #activities + 1]
   local round = math.floor(turn / #activities) % 2
   turn = turn + 1
   local body = "column=time&was=" .. texts[round + 1] .. "&text=" .. texts[2 - round]
   return wrk.format("POST", "/lan0/activities/" .. id .. "/cell", headers, body)
end
