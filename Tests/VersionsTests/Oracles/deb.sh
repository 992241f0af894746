# Reads pairs of versions, a tab between, and says -1, 0 or 1 for each as dpkg itself orders them, or `none`.
while IFS="$(printf '\t')" read -r a b; do
    if dpkg --compare-versions "$a" lt "$b" 2> /dev/null; then
        echo -1
    elif dpkg --compare-versions "$a" gt "$b" 2> /dev/null; then
        echo 1
    elif dpkg --compare-versions "$a" eq "$b" 2> /dev/null; then
        echo 0
    else
        echo none
    fi
done
