// A box laid with chevrons of two veneers, its lid ajar; shavings beside it.
#include "studio.inc"
Ground(srgb <0.76, 0.70, 0.62>)
Window(<-46, 60, -40>, <0, 4, 0>, 1.25)
Eye(<11, 33, -36>, <1.8, 2.4, -1.2>, 41, <0, 8, -5>, 0.8)

#declare S = seed(7);
#declare Cherry = srgb <0.66, 0.38, 0.20>; #declare CherryDark = srgb <0.45, 0.22, 0.11>;
#declare Syc = srgb <0.88, 0.74, 0.53>;    #declare SycDark = srgb <0.74, 0.56, 0.35>;
#declare Nut = srgb <0.38, 0.24, 0.14>;    #declare NutDark = srgb <0.22, 0.13, 0.08>;
#macro Any(I)
  #local K = 0.88 + 0.24 * rand(S);
  #switch (I) #case (0) Wood(Cherry * K, CherryDark * K, rand(S) * 90) #break
    #case (1) Wood(Syc * K, SycDark * K, rand(S) * 90) #break
    #else Wood(Nut * K, NutDark * K, rand(S) * 90) #end
#end
// A field of chevrons in x and z, X wide and Z deep, H thick: strips at 45°.
#macro Chevrons(X, Z, H, Strip, Columns)
intersection {
  union {
    #local W = X / Columns;
    #for (C, 0, Columns - 1)
      #local Side = (mod(C, 2) = 0 ? 1 : -1);
      #local L = W * 1.4143;
      #for (N, -1, ceil((Z + W) / (Strip * 1.4143)) + 1)
        intersection {
          box { <-L, -H, 0.006>, <L, 0, Strip - 0.006> Any(mod(N + 20, 2)) rotate y * 45 * Side
            translate <-X / 2 + (C + 0.5) * W, 0, -Z / 2 - W + N * Strip * 1.4143> }
          box { <-X / 2 + C * W + 0.006, -H * 2, -Z>, <-X / 2 + (C + 1) * W - 0.006, H, Z> }
        }
      #end
    #end
  }
  box { <-X / 2, -H * 2, -Z / 2>, <X / 2, H, Z / 2> }
}
#end
#macro Frame(X, Z, H, T, I) // four strips about a field, mitred by eye
  box { <-X / 2, -H, -Z / 2>, <X / 2, 0, -Z / 2 + T> Any(I) }
  box { <-X / 2, -H, Z / 2 - T>, <X / 2, 0, Z / 2> Any(I) }
  box { <-Z / 2 + T, -H, -T>, <Z / 2 - T, -0.001, 0> Any(I) rotate y * 90 translate <-X / 2 + T, 0, 0> }
  box { <-Z / 2 + T, -H, 0>, <Z / 2 - T, -0.001, T> Any(I) rotate y * 90 translate <X / 2 - T, 0, 0> }
#end
#declare BX = 22; #declare BZ = 15; #declare BH = 6.4;
#declare Lid = union {
  object { Chevrons(BX - 2.4, BZ - 2.4, 0.1, 1.25, 6) }
  box { <-BX / 2 + 1.1, -0.7, -BZ / 2 + 1.1>, <BX / 2 - 1.1, -0.05, BZ / 2 - 1.1> pigment { color Ink } }
  union { Frame(BX - 1.7, BZ - 1.7, 0.3, 0.36, 1) translate -y * 0.0005 }
  union { Frame(BX, BZ, 1.5, 0.86, 2) translate -y * 0.001 }
  translate y * 1.5
}
union {
  // the box: walnut with a line of sycamore
  #for (A, 0, 1)
    box { <-BX / 2, 0, -0.9>, <BX / 2, BH, 0> Any(2) translate z * (A * BZ - BZ / 2 + 0.9 - 0) translate -z * 0 }
    box { <-BZ / 2 + 0.9, 0, 0>, <BZ / 2 - 0.9, BH - 0.001, 0.9> Any(2) rotate y * 90 translate <-BX / 2 + A * (BX - 0.9), 0, 0> }
  #end
  box { <-BX / 2 - 0.004, 4.7, -BZ / 2 - 0.004>, <BX / 2 + 0.004, 5.0, -BZ / 2 + 0.1> Any(1) }
  box { <-BX / 2 - 0.004, 4.7, -BZ / 2 - 0.004>, <-BX / 2 + 0.1, 5.0, BZ / 2 + 0.004> Any(1) }
  box { <BX / 2 - 0.1, 4.7, -BZ / 2 - 0.004>, <BX / 2 + 0.004, 5.0, BZ / 2 + 0.004> Any(1) }
  box { <-BX / 2, 0.1, -BZ / 2>, <BX / 2, 0.5, BZ / 2> pigment { color srgb <0.35, 0.10, 0.13> } }
  object { Lid translate <0, 0, -BZ / 2> rotate x * 3 translate <0, BH + 0.02, BZ / 2> }
  // escutcheon
  cylinder { z * -0.05, z * 0.1, 0.62 scale <0.8, 1, 1> translate <0, 2.6, -BZ / 2> texture { Brass } }
  cylinder { z * -0.07, z * 0.1, 0.2 translate <0, 2.72, -BZ / 2> pigment { color Ink } }
  box { <-0.09, 2.2, -BZ / 2 - 0.07>, <0.09, 2.7, -BZ / 2> pigment { color Ink } }
  rotate y * -24 translate <-1.6, 0, 4.5>
}
// Shavings: a ribbon that curls tighter as it leaves the plane.
#macro Shaving(Turns, R0, R1, Wide, Drift, Light)
mesh {
  #local N = 48 * Turns;
  #for (I, 0, N - 1)
    #local A = I / N; #local B = (I + 1) / N;
    #local RA = R0 + (R1 - R0) * A; #local RB = R0 + (R1 - R0) * B;
    #local TA = A * Turns * 2 * pi; #local TB = B * Turns * 2 * pi;
    #local P = <RA * cos(TA), RA * sin(TA), Drift * A>; #local Q = <RB * cos(TB), RB * sin(TB), Drift * B>;
    #local M = <cos(TA), sin(TA), 0>; #local L = <cos(TB), sin(TB), 0>;
    #local W = Wide * (0.94 + 0.06 * sin(I * 0.7));
    smooth_triangle { P, M, Q, L, Q + z * W, L } smooth_triangle { P, M, Q + z * W, L, P + z * W, M }
  #end
  texture { pigment { wood turbulence 0.05 scale <0.4, 0.4, 9> color_map { [0 color Light] [1 color Light * 0.8] } }
    normal { bumps 0.1 scale <0.1, 0.1, 2> }
    finish { diffuse 0.62, 0.28 ambient 0 specular 0.15 roughness 0.05 } }
}
#end
union { Shaving(3, 0.65, 1.5, 1.5, 0.9, srgb <0.86, 0.70, 0.47>) rotate y * 34 translate <10.4, 1.5, -8.6> }
union { Shaving(2, 0.45, 0.95, 1.3, 1.2, srgb <0.72, 0.44, 0.25>) rotate <0, 112, 0> translate <6.2, 0.95, -11.2> }
union { Shaving(2, 0.5, 1.05, 1.2, 0.5, srgb <0.86, 0.70, 0.47>) rotate <0, -40, 0> translate <15.0, 1.05, -4.4> }
union { Shaving(1, 0.4, 0.7, 1.1, 0.5, srgb <0.45, 0.29, 0.17>) rotate <0, 70, 0> translate <13.2, 0.7, -11.5> }
