# Prints one row of the table from lines "KEY TOOL NUMBER", or "KEY TOOL WORD" where there is no number:
# "failed" if nothing was measured, anything else for what cannot reach a goal.
#
#   key, what, goal   the row's
#   digits            after the point
#   tools             the columns
#   tests             what the goal asks of runner: "k6<=0.33" compares with a tool, "<=0.5" with a number
#   judged            whether this run can tell

function median(name,   n, i, j, x, v) {
  n = runs[name]
  for (i = 1; i <= n; i++) v[i] = value[name, i]
  for (i = 2; i <= n; i++) {
    x = v[i]
    for (j = i - 1; j >= 1 && v[j] > x; j--) v[j + 1] = v[j]
    v[j + 1] = x
  }
  return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
}

function written(x,   text, whole, point) {
  text = sprintf("%." digits "f", x)
  point = index(text, ".")
  whole = point ? substr(text, 1, point - 1) : text
  point = point ? substr(text, point) : ""
  while (match(whole, /[0-9][0-9][0-9][0-9]($|,)/)) {
    whole = substr(whole, 1, RSTART) "," substr(whole, RSTART + 1)
  }
  return whole point
}

$1 == key && $3 !~ /^[0-9.]+$/ { word[$2] = $3; next }
$1 == key { value[$2, ++runs[$2]] = $3 + 0 }

END {
  row = "| " what " | " goal
  count = split(tools, names, " ")
  for (i = 1; i <= count; i++) {
    name = names[i]
    row = row " | " (name in runs ? written(median(name)) : name in word ? word[name] : "")
  }
  yes = no = ""
  count = split(tests, list, " ")
  for (i = 1; i <= count; i++) {
    match(list[i], /[<>]=/)
    name = substr(list[i], 1, RSTART - 1)
    limit = substr(list[i], RSTART + 2) + 0
    atMost = substr(list[i], RSTART, 1) == "<"
    if (!("runner" in runs) && word["runner"] !~ /^(failed)?$/) {
      no = "no"
      continue
    }
    if (!("runner" in runs) || (name != "" && !(name in runs))) {
      missing = missing (missing ? ", " : "") (name == "" ? "runner" : name)
      continue
    }
    x = median("runner")
    if (name != "") {
      base = median(name)
      if (base == 0) {
        missing = missing (missing ? ", " : "") name
        continue
      }
      x /= base
      ratio = ratio (ratio ? ", " : "") sprintf("%.2f × %s", x, name)
    }
    if (atMost ? x <= limit : x >= limit) yes = "yes"; else no = "no"
  }
  if (!judged) verdict = "not judged"
  else if (no) verdict = no
  else if (yes) verdict = missing ? "yes (" missing " not measured)" : yes
  else verdict = missing ? "not measured" : ""
  print row " | " ratio " | " verdict " |"
}
