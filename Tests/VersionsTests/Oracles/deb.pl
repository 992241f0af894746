# Reads pairs of versions, a tab between, and says -1, 0 or 1 for each as dpkg's own module orders them.
use strict;
use warnings;
use Dpkg::Version;

while (my $line = <STDIN>) {
    chomp $line;
    my ($x, $y) = split /\t/, $line;
    print Dpkg::Version->new($x) <=> Dpkg::Version->new($y), "\n";
}
