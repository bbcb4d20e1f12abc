# Sets a page of swift-argument-parser's tool as people expect one: paragraphs apart, parts under headings, examples
# line by line, and names with dashes, so that `man geuse launch` finds geuse-launch(1).

function end_display() {
  if (in_display) print ".Ed"
  in_display = 0
}

/^\.Dt / { gsub(/\./, "-", $2) }
/^\.Xr / { gsub(/\./, "-", $2) }
/^\.Os/ { $0 = ".Os geuse" }

/^\.Sh DESCRIPTION/ {
  in_description = 1
  print
  next
}

in_description && /^\./ {
  end_display()
  in_description = 0
  if (/^\.Bl/) print ".Ss Options"
}

# EXAMPLES, EXIT CODES, TOPICS
in_description && /^[A-Z][A-Z ]+$/ {
  end_display()
  print ".Ss " substr($0, 1, 1) tolower(substr($0, 2))
  print ".Bd -literal"
  in_display = 1
  needs_paragraph = 0
  next
}

in_description && /^$/ {
  needs_paragraph = !in_display
  next
}

in_description && needs_paragraph {
  print ".Pp"
  needs_paragraph = 0
}

{ print }
