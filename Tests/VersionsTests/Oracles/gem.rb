# Reads pairs of versions, a tab between, and says -1, 0 or 1 for each as RubyGems orders them, or `none`.
require "rubygems"

$stdin.each_line(chomp: true) do |line|
  a, b = line.split("\t", -1)
  if Gem::Version.correct?(a) && Gem::Version.correct?(b)
    puts Gem::Version.new(a) <=> Gem::Version.new(b)
  else
    puts "none"
  end
end
